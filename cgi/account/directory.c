#include "directory.h"

#include "buffer.h"
#include "log.h"
#include "watch.h"

#include <ldap.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/time.h>

enum { PATIENCE_SECONDS = 4, WHOLE_SECONDS = 8 };

#define PLACE SLICE("{login}")

void
directory_start(void)
{
	setenv("LDAPNOINIT", "1", 1);
}

struct slice
directory_dn_value(struct arena *arena, struct slice value)
{
	struct buffer out = buffer_new(arena);

	for (size_t i = 0; i < value.length; i++) {
		char c = value.at[i];
		bool edge =
		    (i == 0 && (c == ' ' || c == '#')) || (i + 1 == value.length && c == ' ');

		if ((unsigned char)c < 0x20 || c == 0x7f)
			buffer_format(&out, "\\%02x", (unsigned char)c);
		else
			buffer_format(
			    &out, "%s%c", edge || strchr("\"+,;<>\\=", c) != NULL ? "\\" : "", c);
	}
	return buffer_slice(&out);
}

struct slice
directory_filter_value(struct arena *arena, struct slice value)
{
	struct buffer out = buffer_new(arena);

	for (size_t i = 0; i < value.length; i++)
		if (strchr("*()\\", value.at[i]) != NULL || (unsigned char)value.at[i] < 0x20)
			buffer_format(&out, "\\%02x", (unsigned char)value.at[i]);
		else
			buffer_put(&out, (struct slice){value.at + i, 1});
	return buffer_slice(&out);
}

/* The template with the value in each {login}. */
static char *
filled(struct arena *arena, struct slice template, struct slice value)
{
	struct buffer out = buffer_new(arena);

	while (template.length > 0) {
		size_t step = slice_starts(template, PLACE) ? PLACE.length : 1;

		buffer_put(&out, step > 1 ? value : (struct slice){template.at, 1});
		template.at += step;
		template.length -= step;
	}
	return arena_string(arena, buffer_slice(&out));
}

static enum verdict
verdict_of(int code)
{
	switch (code) {
	case LDAP_SUCCESS: return VERDICT_RIGHT;
	case LDAP_INVALID_CREDENTIALS:
	case LDAP_NO_SUCH_OBJECT:
	case LDAP_INVALID_DN_SYNTAX:
	case LDAP_INAPPROPRIATE_AUTH:
	case LDAP_INSUFFICIENT_ACCESS:
	case LDAP_CONSTRAINT_VIOLATION: /* too many wrong ones, says the directory's own policy */
	case LDAP_UNWILLING_TO_PERFORM: return VERDICT_WRONG;
	default:
		log_line(LOG_ERROR, "directory_away", "reason", ldap_err2string(code), NULL);
		return VERDICT_AWAY;
	}
}

static int
set_text(LDAP *line, int option, struct arena *arena, struct slice value)
{
	return ldap_set_option(line, option, arena_string(arena, value));
}

/* libldap has connected, and has not yet begun with TLS. */
static int
connected(LDAP *line, Sockbuf *buffer, LDAPURLDesc *url, struct sockaddr *address,
    struct ldap_conncb *callback)
{
	int connection = -1;

	(void)line, (void)url, (void)address;
	if (ber_sockbuf_ctrl(buffer, LBER_SB_OPT_GET_FD, &connection) == 1)
		watch_add(callback->lc_arg, connection);
	return 0;
}

static void
disconnected(LDAP *line, Sockbuf *buffer, struct ldap_conncb *callback)
{
	(void)line, (void)buffer, (void)callback;
}

/* A connection whose other end is known; what goes wrong later shows at its first use. */
static int
line_open(struct arena *arena, const struct directory *directory, struct ldap_conncb *callback,
    LDAP **line)
{
	struct timeval patience = {PATIENCE_SECONDS, 0};
	int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND, fresh = 0, code;

	code = ldap_initialize(line, arena_string(arena, directory->url));
	if (code != LDAP_SUCCESS)
		return code;
	ldap_set_option(*line, LDAP_OPT_PROTOCOL_VERSION, &version);
	ldap_set_option(*line, LDAP_OPT_NETWORK_TIMEOUT, &patience);
	ldap_set_option(*line, LDAP_OPT_TIMEOUT, &patience);
	ldap_set_option(*line, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
	ldap_set_option(*line, LDAP_OPT_CONNECT_CB, callback);
	ldap_set_option(*line, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
	if (!slice_is_empty(directory->ca) &&
	    set_text(*line, LDAP_OPT_X_TLS_CACERTFILE, arena, directory->ca) != LDAP_OPT_SUCCESS)
		return LDAP_CONNECT_ERROR;
	if (ldap_set_option(*line, LDAP_OPT_X_TLS_NEWCTX, &fresh) != LDAP_OPT_SUCCESS)
		return LDAP_CONNECT_ERROR; /* the authorities' file can't be read */
	if (slice_starts(directory->url, SLICE("ldap://")))
		return ldap_start_tls_s(*line, NULL, NULL);
	return LDAP_SUCCESS;
}

static int
bind_as(LDAP *line, const char *dn, struct slice password)
{
	struct berval secret = {password.length, (char *)(uintptr_t)password.at};

	return ldap_sasl_bind_s(line, dn, LDAP_SASL_SIMPLE, &secret, NULL, NULL, NULL);
}

/* The entry that the filter finds under the base; NULL with the code if it isn't just one. */
static char *
entry_find(struct arena *arena, const struct directory *directory, LDAP *line, struct slice subject,
    int *code)
{
	char *nothing[] = {LDAP_NO_ATTRS, NULL}, *found = NULL, *dn;
	struct timeval patience = {PATIENCE_SECONDS, 0};
	LDAPMessage *answer = NULL;

	*code = bind_as(line, arena_string(arena, directory->bind), directory->secret);
	if (*code != LDAP_SUCCESS) {
		*code = LDAP_UNAVAILABLE; /* ours, not the caller's password */
		return NULL;
	}
	*code = ldap_search_ext_s(line, arena_string(arena, directory->base), LDAP_SCOPE_SUBTREE,
	    filled(arena, directory->filter, directory_filter_value(arena, subject)), nothing, 1,
	    NULL, NULL, &patience, 2, &answer);
	if (*code == LDAP_SIZELIMIT_EXCEEDED || *code == LDAP_SUCCESS)
		*code = LDAP_NO_SUCH_OBJECT;
	if (answer != NULL && ldap_count_entries(line, answer) == 1) {
		dn = ldap_get_dn(line, ldap_first_entry(line, answer));
		found = dn == NULL ? NULL : arena_string(arena, slice_of(dn));
		ldap_memfree(dn);
	}
	ldap_msgfree(answer);
	return found;
}

/* Binds as the subject on an open line; gives libldap's code. */
static int
subject_bind(struct arena *arena, const struct directory *directory, LDAP *line,
    struct slice subject, struct slice password)
{
	int code = LDAP_SUCCESS;
	char *dn;

	if (memchr(subject.at, '=', subject.length) != NULL)
		dn = arena_string(arena, subject);
	else if (!slice_is_empty(directory->dn))
		dn = filled(arena, directory->dn, directory_dn_value(arena, subject));
	else
		dn = entry_find(arena, directory, line, subject, &code);
	if (dn == NULL)
		return code;
	return *dn == '\0' ? LDAP_INVALID_DN_SYNTAX : bind_as(line, dn, password);
}

enum verdict
directory_judge(struct arena *arena, const struct directory *directory, struct slice subject,
    struct slice password)
{
	struct ldap_conncb callback = {.lc_add = connected, .lc_del = disconnected};
	LDAP *line = NULL;
	int code;

	if (slice_is_empty(password) || slice_is_empty(subject))
		return VERDICT_WRONG;
	callback.lc_arg = watch_begin(WHOLE_SECONDS);
	code = line_open(arena, directory, &callback, &line);
	if (code == LDAP_SUCCESS)
		code = subject_bind(arena, directory, line, subject, password);
	if (line != NULL)
		ldap_unbind_ext_s(line, NULL, NULL);
	watch_end(callback.lc_arg);
	return verdict_of(code);
}
