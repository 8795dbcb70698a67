/* sandbox_locks.h: what a process of the sandbox takes from itself, for good. */
#ifndef WUHAO_EVIDENCE_SANDBOX_LOCKS_H
#define WUHAO_EVIDENCE_SANDBOX_LOCKS_H

#include "sandbox.h"

/* Limits, files (where the kernel can) and system calls. False if one of them can't be set. */
bool sandbox_lock(const struct sandbox *sandbox);

#endif
