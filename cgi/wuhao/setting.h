/* setting.h: what other commands need of the settings. In the caller's transaction. */
#ifndef WUHAO_SETTING_H
#define WUHAO_SETTING_H

#include "desk.h"

/*
 * Keeps `url` as the printed address, unless an operator has chosen one: an address of this machine
 * is nobody's choice and follows the port.
 */
void setting_follow_url(struct desk *desk, const char *url);

#endif
