/* handlers.h: what account's routes do besides calling a verb: secrets, cookies, files. */
#ifndef WUHAO_ACCOUNT_HANDLERS_H
#define WUHAO_ACCOUNT_HANDLERS_H

#include "request.h"

void account_login(struct request *q);
void account_first(struct request *q);
void account_logout(struct request *q);
void account_me(struct request *q);
void account_password(struct request *q);

/*
 * second.c. POST /account/second: a new secret of one-time passwords, {"secret": base 32, "path",
 * "modules": its QR code as an SVG path}; it counts once it is confirmed. …/confirm and …/codes: account.mine
 * with "recovery", ten codes that are in this answer alone. …/off: account.mine.
 */
void second_begin(struct request *q);
void second_confirm(struct request *q);
void second_codes(struct request *q);
void second_off(struct request *q);

/*
 * slips.c. POST /account/slips: what account.add_codes says, with a "code" in each row, which is in
 * this answer alone. The same key once more: 409, make them again.
 */
void slips_make(struct request *q);

/* audit.c. GET /account/audit.csv, /account/audit.xlsx: what account.audit_export says, as a file. */
void audit_csv_send(struct request *q);
void audit_workbook_send(struct request *q);

/*
 * oidc.c. GET /account/oidc/start: 303 to the provider. …/back: a page that leads on to …/enter, which
 * begins a session and is a 303 to where one wanted to be. Their refusals are pages: a browser comes here.
 */
void oidc_start(struct request *q);
void oidc_back(struct request *q);
void oidc_enter(struct request *q);
bool oidc_problem(struct request *q, const struct problem *problem);

#endif
