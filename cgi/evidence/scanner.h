/*
 * scanner.h: clamd over its socket, by the command INSTREAM (clamd(8)): the bytes go in pieces, each
 * after its length in four bytes, the last of length 0; one answer comes back.
 */
#ifndef WUHAO_EVIDENCE_SCANNER_H
#define WUHAO_EVIDENCE_SCANNER_H

#include <stddef.h>

enum scan {
	SCAN_CLEAN, /* it found nothing */
	SCAN_FOUND, /* it found something; `name` is what it calls that */
	SCAN_LARGE, /* more than it takes (its StreamMaxLength) */
	SCAN_AWAY,  /* nobody answers, or not in these words: ask again later */
};

enum { SCAN_NAME_SIZE = 200 };

/*
 * Has a file scanned from its beginning.
 *   socket  the path of clamd's socket
 *   name    set for SCAN_FOUND, ended by NUL; "" otherwise
 * Holds 64 KiB at a time. Waits ten minutes for an answer at most.
 */
enum scan scanner_ask(const char *socket, int file, char name[SCAN_NAME_SIZE]);

/* Engine and signatures ("ClamAV 1.4.6/27800/…"), ended by NUL; "clamd" where it doesn't say. */
void scanner_version(const char *socket, char version[SCAN_NAME_SIZE]);

#endif
