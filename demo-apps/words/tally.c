/* SPDX-License-Identifier: MIT */
/* ASCII is classified byte by byte. All other bytes go through a decoder, which keeps its state
 * between pieces. */
#include "tally.h"

enum kind { KIND_NONE, KIND_SPACE, KIND_LETTER };

static enum kind ascii_kind(unsigned char byte) {
	if (byte > ' ')
		return byte == 0x7f ? KIND_NONE : KIND_LETTER;
	return byte == ' ' || (byte >= '\t' && byte <= '\r') ? KIND_SPACE : KIND_NONE;
}

static enum kind kind(uint32_t code) {
	if (code < 0xa0)
		return KIND_NONE; /* C1 controls, U+0085 too */
	bool is_space = code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
		code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x2060 ||
		code == 0x3000;
	return is_space ? KIND_SPACE : KIND_LETTER;
}

static void count(struct tally *tally, enum kind of) {
	tally->words += of == KIND_LETTER && !tally->in_word;
	if (of != KIND_NONE)
		tally->in_word = of == KIND_LETTER;
}

/* Begins a character. Only the second byte has limits of its own. Source: Unicode, "Well-Formed
 * UTF-8 Byte Sequences". */
static void begin(struct tally *tally, unsigned char lead) {
	tally->least = 0x80;
	tally->most = 0xbf;
	tally->missing = 0;
	if (lead < 0xc2 || lead > 0xf4)
		return;
	tally->missing = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
	tally->code = lead & (0x3fu >> tally->missing);
	switch (lead) {
	case 0xe0: tally->least = 0xa0; break;
	case 0xed: tally->most = 0x9f; break;
	case 0xf0: tally->least = 0x90; break;
	case 0xf4: tally->most = 0x8f; break;
	default: break;
	}
}

static void decode(struct tally *tally, unsigned char byte) {
	if (tally->missing == 0 || byte < tally->least || byte > tally->most) {
		begin(tally, byte);
		return;
	}
	tally->least = 0x80;
	tally->most = 0xbf;
	tally->code = tally->code << 6 | (byte & 0x3fu);
	if (--tally->missing == 0)
		count(tally, kind(tally->code));
}

void tally_add(struct tally *tally, const unsigned char *bytes, size_t length) {
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] >= 0x80) {
			decode(tally, bytes[i]);
			continue;
		}
		tally->missing = 0;
		count(tally, ascii_kind(bytes[i]));
	}
}
