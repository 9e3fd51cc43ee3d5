/* SPDX-License-Identifier: MIT */
#include <curl/curl.h>
#include <oriel/runtime.h>

static CURLM *multi;
static oriel_timer_id timer;

/* Lets curl go on, and settles the promises of what is over. */
static void act(curl_socket_t fd, int events) {
	int count;
	curl_multi_socket_action(multi, fd, events, &count);
	for (CURLMsg *message; (message = curl_multi_info_read(multi, &count)) != NULL;) {
		CURLcode code = message->data.result;
		oriel_resolver *resolver;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &resolver);
		curl_multi_remove_handle(multi, message->easy_handle);
		if (code == CURLE_OK)
			oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
		else
			oriel_reject_error(resolver, ORIEL_NETWORK_ERROR, curl_easy_strerror(code));
		oriel_resolver_unref(resolver);
	}
}

static void on_socket(int fd, unsigned events, void *data) {
	int in = events & ORIEL_WATCH_READABLE ? CURL_CSELECT_IN : 0;
	act(fd, in | (events & ORIEL_WATCH_WRITABLE ? CURL_CSELECT_OUT : 0));
}

static void on_time(void *data) {
	act(CURL_SOCKET_TIMEOUT, 0);
}

static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *data, void *watch) {
	unsigned in = what == CURL_POLL_OUT ? 0 : ORIEL_WATCH_READABLE;
	unsigned events = in | (what == CURL_POLL_IN ? 0 : ORIEL_WATCH_WRITABLE);
	oriel_unwatch((oriel_watch_id)(uintptr_t)watch);
	oriel_watch_id id = what != CURL_POLL_REMOVE ? oriel_watch_fd(fd, events, on_socket, NULL) : 0;
	return (int)curl_multi_assign(multi, fd, (void *)(uintptr_t)id);
}

static int set_timer(CURLM *handle, long ms, void *data) {
	oriel_clear_timer(timer);
	timer = ms >= 0 ? oriel_set_timeout(on_time, NULL, (double)ms) : 0;
	return 0;
}

/* Begins a request whose URL and other options are set. */
static oriel_promise *http_request(CURL *easy) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	multi = multi != NULL ? multi : curl_multi_init();
	curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
	curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_timer);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, resolver);
	curl_multi_add_handle(multi, easy);
	return promise;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	CURL *easy = curl_easy_init();
	curl_easy_setopt(easy, CURLOPT_URL, argv[argc - 1]);
	return oriel_loop_run_until(loop, http_request(easy)) != ORIEL_PROMISE_FULFILLED;
}
