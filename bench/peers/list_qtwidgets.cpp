/* Qt's QListView of 1,000 and of 1,000,000 rows of one height in a window of 800 x 600, drawn into
 * memory by the platform "offscreen". */
#include <QAbstractListModel>
#include <QApplication>
#include <QListView>
#include <QScrollBar>

#include "bench.h"

enum { STEPS = 1000, REPS = 5, ROW = 30 };

struct Rows : QAbstractListModel {
	int count;
	explicit Rows(int n) : count(n) {}
	int rowCount(const QModelIndex &) const override { return count; }
	QVariant data(const QModelIndex &index, int role) const override
	{
		if (role == Qt::DisplayRole)
			return QStringLiteral("Row %1").arg(index.row() + 1);
		return role == Qt::SizeHintRole ? QVariant(QSize(100, ROW)) : QVariant();
	}
};

static void report(const char *what, int rows, double ops, BSample *s)
{
	char name[64];
	snprintf(name, sizeof(name), "Qt %s, %d rows", what, rows);
	bench_report("list", name, ops, s, REPS);
}

static void measure(int rows)
{
	BSample start[REPS], step[REPS], page[REPS], end[REPS];
	for (int r = 0; r < REPS; r++) {
		BSample begin = bench_now();
		Rows model(rows);
		QListView view;
		view.setModel(&model);
		view.setUniformItemSizes(true);
		view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
		view.resize(800, 600);
		view.show();
		QApplication::processEvents();
		start[r] = bench_since(begin);
		QScrollBar *y = view.verticalScrollBar();
		int at = 6000;
		auto go = [&](int to) {
			y->setValue(to);
			QApplication::processEvents(); // paints
		};
		go(at);
		begin = bench_now();
		for (int i = 0; i < STEPS; i++)
			go(at += i % 20 < 10 ? 53 : -53);
		step[r] = bench_since(begin);
		begin = bench_now();
		for (int i = 0; i < STEPS; i++)
			go(at += i % 20 < 10 ? 570 : -570);
		page[r] = bench_since(begin);
		begin = bench_now();
		for (int i = 0; i < STEPS; i++)
			go(i % 2 == 0 ? y->maximum() : 0);
		end[r] = bench_since(begin);
	}
	report("start", rows, 1, start);
	report("step", rows, STEPS, step);
	report("page", rows, STEPS, page);
	report("jump to the end", rows, STEPS, end);
}

int main(int argc, char **argv)
{
	qputenv("QT_QPA_PLATFORM", "offscreen");
	QApplication app(argc, argv);
	bench_init();
	measure(1000);
	measure(1000000);
	return 0;
}
