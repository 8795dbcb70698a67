/*
 * common_passwords.h: words that the commonest passwords are made of, in English, in pinyin and of
 * this field; chosen by us from what every published list of leaked passwords has in front.
 */
#ifndef WUHAO_COMMON_PASSWORDS_H
#define WUHAO_COMMON_PASSWORDS_H

#include <stddef.h>

enum { COMMON_PASSWORD_LEAST = 3, COMMON_PASSWORD_MOST = 24 }; /* bytes of a word */

/* Sorted by bytes. */
extern const char *const common_passwords[];
extern const size_t common_password_count;

#endif
