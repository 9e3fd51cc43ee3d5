/* The measurements of the raster programs: parts timed alone and all together, and "damage": the
 * whole scene clipped to a 200x40 rect with the items outside it rejected by their box. Each
 * supplies draw_fill / draw_glyphs / draw_rects(clip). */
#ifndef RASTER_COMMON_H
#define RASTER_COMMON_H
#include "raster_scene.h"
static void draw_fill(RRect clip);
static void draw_glyphs(RRect clip);
static void draw_rects(RRect clip);
static void draw_end(void);
static void raster_run(const char *name)
{
  static const char *part[] = {"fill", "5000 glyphs", "200 rrects", "all", "damage 200x40"};
  BSample a[64];
  int reps = bench_reps(31);
  char l[128];
  for (int p = 0; p < 5; p++) {
    for (int r = -2; r < reps; r++) {
      RRect c = p == 4 ? r_damage : r_full;
      BSample x = bench_now();
      if (p == 0 || p >= 3)
        draw_fill(c);
      if (p >= 2)
        draw_rects(c);
      if (p == 1 || p >= 3)
        draw_glyphs(c);
      draw_end();
      if (r >= 0)
        a[r] = bench_since(x);
    }
    snprintf(l, sizeof l, "%s: %s (ns/frame)", name, part[p]);
    bench_report("raster", l, 1, a, reps);
  }
}
static inline void raster_dump(const char *file, const uint32_t *px, int stride_px)
{
  if (!getenv("DUMP"))
    return;
  FILE *f = fopen(file, "wb");
  fprintf(f, "P6 %d %d 255\n", RW, RH);
  for (int y = 0; y < RH; y++)
    for (int x = 0; x < RW; x++) {
      uint32_t v = px[y * stride_px + x];
      fputc(v >> 16 & 255, f);
      fputc(v >> 8 & 255, f);
      fputc(v & 255, f);
    }
  fclose(f);
}
#endif
