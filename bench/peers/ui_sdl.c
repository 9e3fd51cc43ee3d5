/* SPDX-License-Identifier: MIT */
/* The floor for bench/run-ui: a bare SDL window in shared memory. A click toggles a square of 18 by
 * 18, or of the size that the arguments say, and a key toggles a bar with the size of a letter. Nothing else is drawn after the first
 * picture. */
#include <SDL.h>
#include <stdbool.h>

static SDL_Window *window;
static bool is_on, is_typed;

static SDL_Rect square = { 30, 200, 18, 18 };
static const SDL_Rect letter = { 60, 100, 8, 18 };

static void fill(SDL_Rect rect, bool dark)
{
  SDL_Surface *surface = SDL_GetWindowSurface(window);
  SDL_FillRect(surface, &rect, dark ? 0xff203040 : 0xffe0e8f0);
}

static void draw(SDL_Rect rect, bool dark)
{
  fill(rect, dark);
  SDL_UpdateWindowSurfaceRects(window, &rect, 1);
}

static void draw_all(void)
{
  SDL_Surface *surface = SDL_GetWindowSurface(window);
  SDL_FillRect(surface, NULL, 0xffffffff);
  fill(square, is_on);
  fill(letter, is_typed);
  SDL_UpdateWindowSurface(window);
}

int main(int argc, char **argv)
{
  if (argc == 3)
    square = (SDL_Rect){ 30, 200, SDL_atoi(argv[1]), SDL_atoi(argv[2]) };
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
    return 1;
  window = SDL_CreateWindow("Floor", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 800, 600, SDL_WINDOW_RESIZABLE);
  draw_all();
  for (SDL_Event event; SDL_WaitEvent(&event);) {
    if (event.type == SDL_QUIT)
      return 0;
    if (event.type == SDL_WINDOWEVENT && (event.window.event == SDL_WINDOWEVENT_EXPOSED || event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED))
      draw_all();
    if (event.type == SDL_MOUSEBUTTONUP)
      draw(square, is_on = !is_on);
    if (event.type == SDL_KEYDOWN)
      draw(letter, is_typed = !is_typed);
  }
  return 1;
}
