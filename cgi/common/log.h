/*
 * log.h: one line in logfmt on stderr for each event. Never personal data, never input: keys and
 * values are the program's own words, numbers to quote, SQLSTATEs, names of verbs and constraints.
 */
#ifndef WUHAO_LOG_H
#define WUHAO_LOG_H

enum log_level { LOG_INFO, LOG_WARNING, LOG_ERROR };

/*
 * Writes `at=… level=… program=… event=… key=value …` in one write, so that lines of threads
 * don't mix. Pairs of C strings follow, then NULL; a NULL value is written as `-`.
 *   log_line(LOG_INFO, "database_connected", "schema", number, NULL);
 * A line longer than 1,000 bytes is cut.
 */
#define log_line(level, event, ...) log_pairs((level), (event), (const char *const[]){__VA_ARGS__})

/* What log_line does: key, value, … NULL. */
void log_pairs(enum log_level level, const char *event, const char *const *pairs);

/* Sets the name that stands in each line; borrowed for good. */
void log_name(const char *program);

#endif
