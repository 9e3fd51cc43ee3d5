/* GTK 4's GtkListView of 1,000 and of 1,000,000 rows in a window of 800 x 600, drawn by the cairo
 * renderer, on the X server of DISPLAY. Each step scrolls and waits for the frame; a frame waits
 * for the display's refresh, so that only CPU time says what a step costs. */
#include "bench.h"
#include <gtk/gtk.h>

enum { STEPS = 200, REPS = 3, ROW = 30 };

static guint row_count;

/* A list model whose rows are computed. */
#define ROWS_TYPE (rows_get_type())
G_DECLARE_FINAL_TYPE(Rows, rows, BENCH, ROWS, GObject)
struct _Rows {
	GObject parent;
};
static GType rows_item_type(GListModel *m) { (void)m; return GTK_TYPE_STRING_OBJECT; }
static guint rows_n_items(GListModel *m) { (void)m; return row_count; }
static gpointer rows_item(GListModel *m, guint i)
{
	char text[32];
	(void)m;
	if (i >= row_count)
		return NULL;
	snprintf(text, sizeof(text), "Row %u", i + 1);
	return gtk_string_object_new(text);
}
static void rows_iface(GListModelInterface *iface)
{
	iface->get_item_type = rows_item_type;
	iface->get_n_items = rows_n_items;
	iface->get_item = rows_item;
}
G_DEFINE_TYPE_WITH_CODE(Rows, rows, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE(G_TYPE_LIST_MODEL, rows_iface))
static void rows_class_init(RowsClass *c) { (void)c; }
static void rows_init(Rows *r) { (void)r; }

static void on_setup(GtkSignalListItemFactory *f, GtkListItem *item, gpointer data)
{
	GtkWidget *label = gtk_label_new("");
	(void)f, (void)data;
	gtk_widget_set_size_request(label, -1, ROW);
	gtk_label_set_xalign(GTK_LABEL(label), 0);
	gtk_list_item_set_child(item, label);
}
static void on_bind(GtkSignalListItemFactory *f, GtkListItem *item, gpointer data)
{
	(void)f, (void)data;
	gtk_label_set_text(GTK_LABEL(gtk_list_item_get_child(item)),
		gtk_string_object_get_string(GTK_STRING_OBJECT(gtk_list_item_get_item(item))));
}

static gboolean painted;
static void on_paint(GdkFrameClock *clock, gpointer data) { (void)clock, (void)data; painted = TRUE; }
static void frame(GtkWidget *widget)
{
	gtk_widget_queue_draw(widget);
	for (painted = FALSE; !painted;)
		g_main_context_iteration(NULL, TRUE);
}

static void report(const char *what, double ops, BSample *s)
{
	char name[64];
	for (int r = 0; r < REPS; r++)
		s[r].wall = s[r].cpu; /* a frame waits for the refresh of the display */
	snprintf(name, sizeof(name), "GTK %s, %u rows", what, row_count);
	bench_report("list", name, ops, s, REPS);
}

static void measure(guint rows)
{
	BSample start[REPS], step[REPS], page[REPS], end[REPS];
	row_count = rows;
	for (int r = 0; r < REPS; r++) {
		BSample begin = bench_now();
		GtkListItemFactory *factory = gtk_signal_list_item_factory_new();
		g_signal_connect(factory, "setup", G_CALLBACK(on_setup), NULL);
		g_signal_connect(factory, "bind", G_CALLBACK(on_bind), NULL);
		GtkWidget *list = gtk_list_view_new(
			GTK_SELECTION_MODEL(gtk_no_selection_new(G_LIST_MODEL(g_object_new(ROWS_TYPE, NULL)))), factory);
		GtkWidget *window = gtk_window_new(), *scrolled = gtk_scrolled_window_new();
		gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), list);
		gtk_window_set_child(GTK_WINDOW(window), scrolled);
		gtk_window_set_default_size(GTK_WINDOW(window), 800, 600);
		gtk_window_present(GTK_WINDOW(window));
		while (gtk_widget_get_frame_clock(window) == NULL || !gtk_widget_get_mapped(window))
			g_main_context_iteration(NULL, TRUE);
		g_signal_connect(gtk_widget_get_frame_clock(window), "after-paint", G_CALLBACK(on_paint), NULL);
		frame(window);
		start[r] = bench_since(begin);
		GtkAdjustment *y = gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scrolled));
		double at = 6000;
		gtk_adjustment_set_value(y, at);
		frame(window);
		begin = bench_now();
		for (int i = 0; i < STEPS; i++) {
			gtk_adjustment_set_value(y, at += i % 20 < 10 ? 53 : -53);
			frame(window);
		}
		step[r] = bench_since(begin);
		begin = bench_now();
		for (int i = 0; i < STEPS; i++) {
			gtk_adjustment_set_value(y, at += i % 20 < 10 ? 570 : -570);
			frame(window);
		}
		page[r] = bench_since(begin);
		begin = bench_now();
		for (int i = 0; i < STEPS; i++) {
			gtk_adjustment_set_value(y, i % 2 == 0 ? gtk_adjustment_get_upper(y) : 0);
			frame(window);
		}
		end[r] = bench_since(begin);
		gtk_window_destroy(GTK_WINDOW(window));
	}
	report("start", 1, start);
	report("step", STEPS, step);
	report("page", STEPS, page);
	report("jump to the end", STEPS, end);
}

int main(void)
{
	g_setenv("GSK_RENDERER", "cairo", TRUE);
	bench_init();
	if (!gtk_init_check())
		return 1;
	measure(1000);
	measure(1000000);
	return 0;
}
