/* sandbox_locks.c: Landlock, setrlimit(2), seccomp(2), in this order. */
#include "sandbox_locks.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What reaches out of the process, or makes another one, or asks the kernel for what it doesn't need. */
static const int refused[] = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(fsopen),
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(kexec_load),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(shmget),
    SCMP_SYS(msgget),
    SCMP_SYS(semget),
    SCMP_SYS(mq_open),
    SCMP_SYS(memfd_create),
    SCMP_SYS(personality),
    SCMP_SYS(setrlimit),
};

static bool
limit_set(__rlimit_resource_t what, size_t most)
{
	const struct rlimit limit = {most, most};

	return setrlimit(what, &limit) == 0;
}

static bool
limits_set(const struct sandbox *sandbox)
{
	return limit_set(RLIMIT_CPU, (size_t)sandbox->seconds) && limit_set(RLIMIT_CORE, 0) &&
	       limit_set(RLIMIT_FSIZE, sandbox->file) && limit_set(RLIMIT_NOFILE, 64) &&
	       limit_set(RLIMIT_MEMLOCK, 0) &&
#ifdef __SANITIZE_ADDRESS__
	       true; /* its shadow is larger than any limit */
#else
	       limit_set(RLIMIT_AS, sandbox->memory);
#endif
}

#define MAY_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define MAY_RUN  (MAY_READ | LANDLOCK_ACCESS_FS_EXECUTE)
#define MAY_WORK                                                                  \
	(MAY_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | \
	    LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* all that the first version of Landlock knows */
#define MAY_ALL (LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1)

static bool
path_open(int rules, const char *path, unsigned long long may)
{
	struct landlock_path_beneath_attr below = {
	    .allowed_access = may, .parent_fd = open(path, O_PATH | O_CLOEXEC)};
	bool done;

	if (below.parent_fd < 0)
		return errno == ENOENT;
	done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
	close(below.parent_fd);
	return done;
}

/* True also where the kernel has no Landlock: the other locks hold by themselves. */
static bool
files_lock(const struct sandbox *sandbox)
{
	const struct landlock_ruleset_attr handled = {.handled_access_fs = MAY_ALL};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
	bool done;

	if (rules < 0)
		return true;
	done = path_open(rules, "/usr", MAY_RUN) && path_open(rules, "/lib", MAY_RUN) &&
	       path_open(rules, "/lib64", MAY_RUN) && path_open(rules, "/etc/fonts", MAY_READ) &&
	       path_open(rules, "/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE) &&
	       path_open(rules, "/etc/perl", MAY_READ) &&
	       path_open(rules, "/dev/null",
		   LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE) &&
	       path_open(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE) &&
	       path_open(rules, sandbox->folder, MAY_WORK) &&
	       (sandbox->input == NULL ||
		   path_open(rules, sandbox->input, LANDLOCK_ACCESS_FS_READ_FILE)) &&
	       syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return done;
}

static bool
calls_lock(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool done = filter != NULL;

	for (size_t i = 0; done && i < sizeof refused / sizeof *refused; i++)
		done = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0;
	/* threads yes, processes no; of clone3 the filter sees no flags, and libc goes on to clone */
	done = done &&
	       seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
		   SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
	       /* of prlimit64 it may ask, not set: a pointer to new limits is refused */
	       seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1,
		   SCMP_A2(SCMP_CMP_NE, 0)) == 0 &&
	       seccomp_load(filter) == 0;
	if (filter != NULL)
		seccomp_release(filter);
	return done;
}

bool
sandbox_lock(const struct sandbox *sandbox)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && files_lock(sandbox) &&
	       limits_set(sandbox) && calls_lock();
}
