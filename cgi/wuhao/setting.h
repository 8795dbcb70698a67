/* setting.h: what other commands need of the settings. In the caller's transaction. */
#ifndef WUHAO_SETTING_H
#define WUHAO_SETTING_H

#include "desk.h"

/* Changes a setting and writes it down. Open rounds tell the ballot where it stands on forms. */
void setting_write(struct desk *desk, struct slice name, struct slice value);

/*
 * Keeps `url` as the printed address, unless an operator has chosen one: an address of this machine
 * is nobody's choice and follows the port.
 */
void setting_follow_url(struct desk *desk, const char *url);

#endif
