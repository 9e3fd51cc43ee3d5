/* SPDX-License-Identifier: MIT */
/*
 * Sections of the gallery. A section is one widget in its states, made by the function make_NAME()
 * of the file of its group; the gallery shows that function beside it.
 */
#ifndef GALLERY_SECTION_H
#define GALLERY_SECTION_H

#include <oriel/oriel.h>

struct section {
	const char *name;  /* of its picture, and with "_" for "-" of its function; ASCII */
	const char *title; /* in the list of sections */
	float height;      /* of its picture, px */
	oriel_widget *(*make)(void);
	/* opens the closed parts for the picture; widget is the result of make(); may be NULL */
	void (*show)(oriel_widget *widget);
	const char *words; /* further words that a search finds; may be NULL */
};

struct section_group {
	const char *title;
	const char *source; /* the text of its file */
	const struct section *sections;
	size_t count;
};

enum { SECTION_GROUP_COUNT = 8 };

/* All groups, in the order of the list. */
extern const struct section_group *const section_groups[SECTION_GROUP_COUNT];

extern const struct section_group section_group_actions, section_group_choices,
	section_group_display, section_group_forms, section_group_lists, section_group_on_top,
	section_group_structure, section_group_text;

/* Written by CMake: the files of the groups. */
extern const char gallery_source_actions[], gallery_source_choices[], gallery_source_display[],
	gallery_source_forms[], gallery_source_lists[], gallery_source_on_top[],
	gallery_source_structure[], gallery_source_text[];

/* Returns whether every word of the query is a part of the title, the name, the further words or
 * the title of the group. Upper and lower case are the same. An empty query matches. */
bool section_matches(const struct section_group *group, const struct section *section,
	const char *query);

/* Returns the function of the section after the functions that it uses, for free(). A tab becomes
 * four spaces. Without such a function, the text is empty. */
char *section_source(const struct section_group *group, const struct section *section);

/* Clicks the control of the class "opens" in the widget's window. */
void section_open(oriel_widget *widget);

#endif
