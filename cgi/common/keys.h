/*
 * keys.h: keys that are not in the database. WUHAO_KEYS names the program's own folder; a key is a
 * file of 32 bytes in it, closed to everybody else. `wuhao keys` makes them; the runner and systemd
 * hand each program its own.
 *
 *   account  totp                       seals the secrets of one-time passwords
 *   account  ldap, oidc                 passwords of ours at a directory and a provider, written by hand
 *   org      identity, identity-digest  seals identity numbers, finds them exactly
 */
#ifndef WUHAO_KEYS_H
#define WUHAO_KEYS_H

#include "arena.h"

enum { KEY_SIZE = 32, KEY_TEXT_MOST = 1000 };

/*
 * Reads a key by its name ("totp"). False, with a line in the log that says why (no folder, no
 * file, not 32 bytes, open to others), if there is none: the caller answers 503 and changes nothing.
 */
bool key_read(const char *name, unsigned char key[KEY_SIZE]);

/* The same for a secret that others gave us: one line of text, at most KEY_TEXT_MOST bytes. */
bool key_text(struct arena *arena, const char *name, struct slice *text);

#endif
