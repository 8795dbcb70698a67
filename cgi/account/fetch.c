#include "fetch.h"

#include "buffer.h"
#include "log.h"
#include "text.h"

#include <curl/curl.h>
#include <stdio.h>

enum { ANSWER_MOST = 256 * 1024, CONNECT_MS = 3000, WHOLE_MS = 6000 };

bool
fetch_start(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/* True if the host is this machine, whatever port follows. */
static bool
is_here(struct slice url, struct slice start)
{
	return slice_starts(url, start) &&
	       (url.length == start.length || strchr(":/", url.at[start.length]) != NULL);
}

bool
fetch_address_fits(struct slice url)
{
	for (size_t i = 0; i < url.length; i++)
		if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 0x7f || url.at[i] == '@')
			return false;
	return (slice_starts(url, SLICE("https://")) && url.length > 8) ||
	       is_here(url, SLICE("http://127.0.0.1")) || is_here(url, SLICE("http://localhost"));
}

struct slice
fetch_encode(struct arena *arena, struct slice text)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	struct buffer out = buffer_new(arena);

	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] != '\0' && strchr(plain, text.at[i]) != NULL)
			buffer_put(&out, (struct slice){text.at + i, 1});
		else
			buffer_format(&out, "%%%02X", (unsigned char)text.at[i]);
	return buffer_slice(&out);
}

static size_t
take(const char *bytes, size_t size, size_t count, void *argument)
{
	struct buffer *out = argument;

	if (out->length + size * count > ANSWER_MOST)
		return 0; /* libcurl ends it */
	buffer_put(out, (struct slice){bytes, size * count});
	return size * count;
}

/* All that is the same for every question. */
static void
manners(CURL *line, struct buffer *out, char *error)
{
	curl_easy_setopt(line, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(line, CURLOPT_PROTOCOLS_STR, "https,http");
	curl_easy_setopt(line, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(line, CURLOPT_PROXY, ""); /* not the one of whoever started us */
	curl_easy_setopt(line, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(line, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
	curl_easy_setopt(line, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(line, CURLOPT_WRITEDATA, out);
	curl_easy_setopt(line, CURLOPT_ERRORBUFFER, error);
}

static CURLcode
ask(struct arena *arena, const struct question *question, struct buffer *out, char *error,
    long *status)
{
	CURL *line = curl_easy_init();
	struct curl_slist *heads = curl_slist_append(NULL, "Accept: application/json");
	CURLcode code = CURLE_FAILED_INIT;

	if (line != NULL && heads != NULL) {
		manners(line, out, error);
		curl_easy_setopt(line, CURLOPT_URL, arena_string(arena, question->url));
		curl_easy_setopt(line, CURLOPT_HTTPHEADER, heads);
		if (!slice_is_empty(question->ca))
			curl_easy_setopt(line, CURLOPT_CAINFO, arena_string(arena, question->ca));
		if (!slice_is_empty(question->user))
			curl_easy_setopt(
			    line, CURLOPT_USERPWD, arena_string(arena, question->user));
		if (question->form.at != NULL) {
			curl_easy_setopt(line, CURLOPT_POSTFIELDSIZE, (long)question->form.length);
			curl_easy_setopt(line, CURLOPT_COPYPOSTFIELDS, question->form.at);
		}
		code = curl_easy_perform(line);
		curl_easy_getinfo(line, CURLINFO_RESPONSE_CODE, status);
	}
	curl_slist_free_all(heads);
	curl_easy_cleanup(line);
	return code;
}

bool
fetch_object(
    struct arena *arena, const struct question *question, struct json_object **object, long *status)
{
	struct buffer out = buffer_new(arena);
	char error[CURL_ERROR_SIZE] = "", number[24];
	CURLcode code = CURLE_URL_MALFORMAT;
	struct slice text;

	*status = 0;
	if (fetch_address_fits(question->url))
		code = ask(arena, question, &out, error, status);
	text = buffer_slice(&out);
	if (code == CURLE_OK && *status == 200 && text_is_utf8(text) &&
	    json_read(arena, text, object) && json_object_is_type(*object, json_type_object))
		return true;
	snprintf(number, sizeof number, "%ld", *status);
	log_line(LOG_ERROR, "provider_failed", "status", number, "reason", curl_easy_strerror(code),
	    NULL);
	return false;
}
