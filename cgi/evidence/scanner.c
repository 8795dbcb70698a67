#include "scanner.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { PIECE = 65536, ANSWER_SIZE = 1024, WAIT = 600 /* seconds */ };

/* A connection; -1: nobody is there. */
static int
scanner_connect(const char *path)
{
	const struct timeval wait = {.tv_sec = WAIT};
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int line;

	if (strlen(path) >= sizeof address.sun_path)
		return -1;
	memcpy(address.sun_path, path, strlen(path));
	line = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (line < 0)
		return -1;
	if (setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0 &&
	    setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) == 0 &&
	    connect(line, (const struct sockaddr *)&address, sizeof address) == 0)
		return line;
	close(line);
	return -1;
}

static bool
bytes_send(int line, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size > 0) {
		ssize_t sent = send(line, at, size, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += sent;
		size -= (size_t)sent;
	}
	return true;
}

/* One answer, ended by NUL; "" where none comes. */
static void
answer_read(int line, char answer[ANSWER_SIZE])
{
	size_t length = 0;

	while (length + 1 < ANSWER_SIZE) {
		ssize_t got = recv(line, answer + length, ANSWER_SIZE - 1 - length, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		length += (size_t)got;
		if (memchr(answer, '\0', length) != NULL)
			break;
	}
	answer[length] = '\0';
}

/* False only where the file can't be read: that the other end has closed shows in its answer. */
static bool
file_send(int line, int file)
{
	static char piece[PIECE];
	off_t at = 0;

	for (;;) {
		ssize_t got = pread(file, piece, sizeof piece, at);
		uint32_t length;

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		length = htonl((uint32_t)got);
		if (!bytes_send(line, &length, sizeof length) ||
		    !bytes_send(line, piece, (size_t)got) || got == 0)
			return true;
		at += got;
	}
}

/* "stream: OK", "stream: Eicar-Signature FOUND", "INSTREAM size limit exceeded. ERROR" */
static enum scan
answer_judge(const char *answer, char name[SCAN_NAME_SIZE])
{
	static const char start[] = "stream: ", end[] = " FOUND";
	size_t length = strlen(answer);

	if (strcmp(answer, "stream: OK") == 0)
		return SCAN_CLEAN;
	if (strstr(answer, "size limit exceeded") != NULL)
		return SCAN_LARGE;
	if (strncmp(answer, start, sizeof start - 1) != 0 ||
	    length < sizeof start - 1 + sizeof end - 1 ||
	    strcmp(answer + length - (sizeof end - 1), end) != 0)
		return SCAN_AWAY;
	length -= sizeof start - 1 + sizeof end - 1;
	if (length >= SCAN_NAME_SIZE)
		length = SCAN_NAME_SIZE - 1;
	memcpy(name, answer + sizeof start - 1, length);
	name[length] = '\0';
	return SCAN_FOUND;
}

enum scan
scanner_ask(const char *socket, int file, char name[SCAN_NAME_SIZE])
{
	static const char command[] = "zINSTREAM";
	char answer[ANSWER_SIZE] = "";
	int line = scanner_connect(socket);

	name[0] = '\0';
	if (line < 0)
		return SCAN_AWAY;
	if (bytes_send(line, command, sizeof command) && file_send(line, file))
		answer_read(line, answer);
	close(line);
	return answer_judge(answer, name);
}

void
scanner_version(const char *socket, char version[SCAN_NAME_SIZE])
{
	static const char command[] = "zVERSION";
	char answer[ANSWER_SIZE] = "";
	int line = scanner_connect(socket);

	if (line >= 0) {
		if (bytes_send(line, command, sizeof command))
			answer_read(line, answer);
		close(line);
	}
	if (strncmp(answer, "ClamAV ", 7) != 0)
		memcpy(answer, "clamd", sizeof "clamd");
	answer[SCAN_NAME_SIZE - 1] = '\0';
	memcpy(version, answer, SCAN_NAME_SIZE);
}
