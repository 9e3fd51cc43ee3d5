/* SPDX-License-Identifier: MIT */
/*
 * The names that an example of a header may use without declaring them, besides signal, an abort
 * signal. compile_header_examples.sh includes this file.
 */
#ifndef EXAMPLE_NAMES_H
#define EXAMPLE_NAMES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

extern oriel_app *app;
extern oriel_loop *loop;
extern oriel_window *window;
extern oriel_widget *widget, *root, *row, *list, *button, *field, *label;
extern oriel_abort_controller *controller;
extern oriel_promise *promise;
extern oriel_port *port;
extern oriel_queue *queue;
extern oriel_stream *stream;
extern oriel_event *event;
extern void *data;

#endif
