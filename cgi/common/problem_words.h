/* problem_words.h: what each status says where nobody knows better: words.md section 4. */
#ifndef WUHAO_PROBLEM_WORDS_H
#define WUHAO_PROBLEM_WORDS_H

struct problem_words {
	int status;
	const char *slug;
	const char *title;
	const char *detail; /* {s} stands for the seconds to wait, {number} for the number */
};

/* The row of that status; of 400 for an unknown 4xx and of 500 for anything else. */
const struct problem_words *problem_words(int status);

#endif
