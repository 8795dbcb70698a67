/*
 * keys.h: keys that are not in the database. WUHAO_KEYS names the program's own folder; a key is a
 * file of 32 bytes in it, closed to everybody else. `wuhao keys` makes them; the runner and systemd
 * hand each program its own.
 *
 *   account  totp                       seals the secrets of one-time passwords
 *   org      identity, identity-digest  seals identity numbers, finds them exactly
 */
#ifndef WUHAO_KEYS_H
#define WUHAO_KEYS_H

#include <stdbool.h>

enum { KEY_SIZE = 32 };

/*
 * Reads a key by its name ("totp"). False, with a line in the log that says why (no folder, no
 * file, not 32 bytes, open to others), if there is none: the caller answers 503 and changes nothing.
 */
bool key_read(const char *name, unsigned char key[KEY_SIZE]);

#endif
