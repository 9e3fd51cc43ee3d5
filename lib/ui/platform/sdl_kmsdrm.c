/* SPDX-License-Identifier: MIT */
/*
 * KMSDRM, a screen without a display server: waits for input devices.
 *
 * SDL reads /dev/input/event* itself, and learns of plugged and unplugged devices from a netlink
 * socket of udev. SDL exposes none of these descriptors. This file finds them among the process's
 * descriptors and polls them through an epoll set, which drops a device when SDL closes it. After
 * SDL has been pumped, the set is filled again if the netlink socket had data or a device hung up.
 */
#define _GNU_SOURCE /* SO_PROTOCOL */
#include "sdl_internal.h"

#include "base/alloc_internal.h"

#include <dirent.h>
#include <errno.h>
#include <linux/netlink.h>
#include <oriel/runtime/log.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_EVENTS 16

struct kmsdrm {
	int epoll_fd;
	bool is_stale; /* devices may have been plugged or unplugged */
};

static bool sdl_kmsdrm_is_input_device(int fd) {
	static const char prefix[] = "/dev/input/event";
	char link[64], target[128];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, target, sizeof(target));
	return length >= (ssize_t)sizeof(prefix) - 1 && memcmp(target, prefix, sizeof(prefix) - 1) == 0;
}

/* Tells whether a descriptor is a netlink socket that reports devices, be it from udev or from the
 * kernel: both use this protocol. */
static bool sdl_kmsdrm_is_device_monitor(int fd) {
	union {
		struct sockaddr any;
		struct sockaddr_nl netlink;
	} address;
	socklen_t length = sizeof(address);
	int protocol;
	socklen_t protocol_length = sizeof(protocol);
	return getsockname(fd, &address.any, &length) == 0 && address.any.sa_family == AF_NETLINK &&
		getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &protocol_length) == 0 &&
		protocol == NETLINK_KOBJECT_UEVENT;
}

static void sdl_kmsdrm_add(const struct kmsdrm *kmsdrm, int fd, bool is_monitor) {
	struct epoll_event event = { .events = EPOLLIN, .data = { .u32 = is_monitor } };
	if (epoll_ctl(kmsdrm->epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0 && errno != EEXIST)
		oriel_log(ORIEL_LOG_WARNING, "an input device cannot be waited for: %s", strerror(errno));
}

static bool sdl_kmsdrm_scan(struct kmsdrm *kmsdrm) {
	DIR *directory = opendir("/proc/self/fd");
	if (directory == NULL)
		return false;
	for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
		if (entry->d_name[0] == '.')
			continue;
		int fd = atoi(entry->d_name);
		if (sdl_kmsdrm_is_input_device(fd))
			sdl_kmsdrm_add(kmsdrm, fd, false);
		else if (sdl_kmsdrm_is_device_monitor(fd))
			sdl_kmsdrm_add(kmsdrm, fd, true);
	}
	closedir(directory);
	kmsdrm->is_stale = false;
	return true;
}

static void kmsdrm_finish(struct oriel__sdl_platform *platform) {
	struct kmsdrm *kmsdrm = platform->driver_data;
	close(kmsdrm->epoll_fd);
	oriel__free(kmsdrm);
	platform->driver_data = NULL;
}

static bool kmsdrm_start(
	struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window) {
	struct kmsdrm *kmsdrm = oriel__alloc_zero(1, sizeof(*kmsdrm));
	platform->driver_data = kmsdrm;
	kmsdrm->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (kmsdrm->epoll_fd >= 0 && sdl_kmsdrm_scan(kmsdrm))
		return true;
	oriel_log(ORIEL_LOG_WARNING, "the input devices cannot be waited for (%s): they are polled",
		strerror(errno));
	kmsdrm_finish(platform);
	return false;
}

static int kmsdrm_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms) {
	const struct kmsdrm *kmsdrm = platform->driver_data;
	fds[0] = (struct pollfd){ .fd = kmsdrm->epoll_fd, .events = POLLIN };
	return 1;
}

static void kmsdrm_check(
	struct oriel__sdl_platform *platform, const struct pollfd *fds, int count) {
	struct kmsdrm *kmsdrm = platform->driver_data;
	struct epoll_event events[MAX_EVENTS];
	int fired = (fds[0].revents & POLLIN) != 0 ?
		epoll_wait(kmsdrm->epoll_fd, events, MAX_EVENTS, 0) :
		0;
	for (int i = 0; i < fired; i++)
		if (events[i].data.u32 || (events[i].events & (EPOLLHUP | EPOLLERR)) != 0)
			kmsdrm->is_stale = true;
}

static void kmsdrm_pumped(struct oriel__sdl_platform *platform) {
	struct kmsdrm *kmsdrm = platform->driver_data;
	if (kmsdrm->is_stale && !sdl_kmsdrm_scan(kmsdrm))
		oriel_log(ORIEL_LOG_WARNING, "new input devices cannot be found: %s", strerror(errno));
}

const struct oriel__sdl_driver oriel__sdl_kmsdrm = {
	.start = kmsdrm_start,
	.finish = kmsdrm_finish,
	.prepare = kmsdrm_prepare,
	.check = kmsdrm_check,
	.pumped = kmsdrm_pumped,
	.presenter = &oriel__sdl_texture_presenter,
};
