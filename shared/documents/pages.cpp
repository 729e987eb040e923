#include "documents/pages.h"

#include <algorithm>

#include "documents/canvas.h"

namespace keybook::documents {

namespace {

constexpr PageSize page_size;
constexpr double margin_side = 51, margin_top = 68, margin_bottom = 60;  // points
constexpr double width = page_size.width - 2 * margin_side;
constexpr double bottom = page_size.height - margin_bottom;
constexpr double header_y = 36, footer_y = page_size.height - 42, hairline = 0.5;
constexpr double cell_side = 5, cell_top = 3.2, gap_facts = 16;
constexpr double keep_with_heading = 46;  // what must fit below a heading, or it goes to the next page
constexpr double name_share = 0.32;       // of a column of facts
constexpr double bullet_indent = 12;

// The colours of the app, where it is light.
constexpr Colour ink{0.08, 0.13, 0.12}, grey{0.36, 0.41, 0.40}, accent{0.04, 0.37, 0.44}, tint{0.92, 0.94, 0.94},
    rule{0.84, 0.87, 0.87};

constexpr Style body{9.5, false, ink}, small{8, false, grey}, name_style{9, false, grey};
constexpr Style title_style{20, true, ink}, heading_style{12.5, true, accent}, subheading_style{10, true, ink};
constexpr Style column_style{8.5, true, grey};

struct Cell {
  Block block;
  double x = 0;
};
using Row = std::vector<Cell>;

double height_of(const Row& row) {
  double height = 0;
  for (const Cell& cell : row) height = std::max(height, cell.block.height());
  return height;
}

}  // namespace

// Where the next thing goes.
class Pages::Flow {
 public:
  explicit Flow(Settings given) : settings(std::move(given)), canvas(settings.language) {}

  [[nodiscard]] bool at_top() const { return y <= margin_top; }
  void next_page() {
    ++page;
    y = margin_top;
  }
  void need(double height) {
    if (y + height > bottom && !at_top()) next_page();
  }
  void space(double height) {
    if (!at_top()) y += height;
  }

  // A row of blocks side by side; cut between lines where it is taller than the page. `again` draws what stands at the
  // top of each further page.
  template <class Again>
  void place(const Row& row, double above, double below, Again&& again) {
    std::vector<std::size_t> next(row.size(), 0);
    const double whole = height_of(row) + above + below;
    if (y + whole > bottom && whole < (bottom - margin_top) / 2) turn(again);
    for (;;) {
      const double room = bottom - y - above - below;
      double used = 0;
      bool more = false, moved = false;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const Block& block = row[i].block;
        std::size_t last = next[i];
        while (last < block.lines.size() && block.height(next[i], last + 1) <= room) ++last;
        // A line that is taller than a page is drawn all the same, once.
        if (last == next[i] && last < block.lines.size() && at_fresh) ++last;
        canvas.text(page, margin_side + row[i].x, y + above, block, next[i], last);
        used = std::max(used, block.height(next[i], last));
        moved = moved || last > next[i];
        next[i] = last;
        more = more || last < block.lines.size();
      }
      if (moved) y += above + used + below;
      at_fresh = false;
      if (!more) return;
      turn(again);
    }
  }
  void place(const Row& row, double above = 0, double below = 0) {
    place(row, above, below, [] {});
  }
  void place(std::string_view text, const Style& style, double indent = 0) {
    place({{canvas.block(text, style, width - indent), indent}});
  }

  void header_and_footer() {
    for (int at = 0; at <= page; ++at) {
      one_line(at, settings.header_left, header_y, Align::Left);
      one_line(at, settings.header_right, header_y, Align::Right);
      canvas.box(at, margin_side, header_y + 15, width, hairline, rule);
      one_line(at, settings.footer, footer_y, Align::Left);
      const std::string number = std::to_string(at + 1), all = std::to_string(page + 1);
      one_line(at,
               settings.language == Language::Chinese ? "第 " + number + " 页，共 " + all + " 页"
                                                      : "Page " + number + " of " + all,
               footer_y, Align::Right);
    }
  }

  Settings settings;
  Canvas canvas;
  int page = 0;
  double y = margin_top;
  bool at_fresh = false;  // a page was turned for what comes now

 private:
  template <class Again>
  void turn(Again&& again) {
    next_page();
    again();
    at_fresh = true;
  }
  void one_line(int at, const std::string& text, double top, Align align) {
    Style style = small;
    style.align = align;
    const Block block = canvas.block(text, style, align == Align::Left ? width * 0.62 : width * 0.36);
    canvas.text(at, align == Align::Left ? margin_side : margin_side + width * 0.64, top, block, 0, 1);
  }
};

Pages::Pages(Settings settings) : flow_(std::make_unique<Flow>(std::move(settings))) {}
Pages::~Pages() = default;

void Pages::title(std::string_view text, std::string_view below) {
  flow_->place(text, title_style);
  if (!below.empty()) {
    flow_->y += 2;
    flow_->place(below, name_style);
  }
  flow_->y += 8;
}

void Pages::heading(std::string_view text) {
  flow_->space(12);
  const Block block = flow_->canvas.block(text, heading_style, width);
  flow_->need(block.height() + keep_with_heading);
  flow_->place({{block, 0}});
  flow_->y += 2;
  flow_->canvas.box(flow_->page, margin_side, flow_->y, width, 1, accent);
  flow_->y += 6;
}

void Pages::subheading(std::string_view text) {
  flow_->space(6);
  const Block block = flow_->canvas.block(text, subheading_style, width);
  flow_->need(block.height() + keep_with_heading / 2);
  flow_->place({{block, 0}});
  flow_->y += 2;
}

void Pages::paragraph(std::string_view text) {
  flow_->place(text, body);
  flow_->y += 4;
}

void Pages::remark(std::string_view text) {
  flow_->place(text, small);
  flow_->y += 3;
}

void Pages::bullets(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    flow_->place({{flow_->canvas.block("•", {9.5, true, accent}, bullet_indent), 2},
                  {flow_->canvas.block(text, body, width - bullet_indent), bullet_indent}});
    flow_->y += 2;
  }
  flow_->y += 2;
}

void Pages::facts(const Facts& facts) {
  const double half = (width - gap_facts) / 2;
  const double name_width = half * name_share;
  const auto pair = [&](const std::pair<std::string, std::string>& fact, double x, double value_width) {
    return Row{{flow_->canvas.block(fact.first, name_style, name_width - cell_side), x},
               {flow_->canvas.block(fact.second, body, value_width), x + name_width}};
  };
  Row waiting;  // the left half of a line
  const auto flush = [&] {
    if (!waiting.empty()) flow_->place(waiting, 1.5, 1.5);
    waiting.clear();
  };
  for (const auto& fact : facts) {
    if (fact.second.empty()) continue;
    const double value_width = half - name_width;
    Row left = pair(fact, 0, value_width);
    const bool wide = left[1].block.lines.size() > 1;
    if (wide) {
      flush();
      flow_->place(pair(fact, 0, width - name_width), 1.5, 1.5);
    } else if (waiting.empty()) {
      waiting = std::move(left);
    } else {
      for (Cell& cell : pair(fact, half + gap_facts, value_width)) waiting.push_back(std::move(cell));
      flush();
    }
  }
  flush();
  flow_->y += 3;
}

void Pages::table(const std::vector<Column>& columns, const Rows& rows) {
  if (columns.empty()) return;
  double shares = 0;
  for (const Column& column : columns) shares += column.share;
  const auto row_of = [&](const std::vector<std::string>& texts, Style style) {
    Row row;
    double x = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const double taken = width * columns[i].share / shares;
      style.align = columns[i].align;
      row.push_back(
          {flow_->canvas.block(i < texts.size() ? texts[i] : "", style, taken - 2 * cell_side), x + cell_side});
      x += taken;
    }
    return row;
  };
  std::vector<std::string> titles;
  for (const Column& column : columns) titles.push_back(column.title);
  const Row head = row_of(titles, column_style);
  const double head_height = height_of(head) + 2 * cell_top;
  const auto draw_head = [&] {
    flow_->canvas.box(flow_->page, margin_side, flow_->y, width, head_height, tint);
    for (const Cell& cell : head)
      flow_->canvas.text(flow_->page, margin_side + cell.x, flow_->y + cell_top, cell.block, 0,
                         cell.block.lines.size());
    flow_->y += head_height;
  };
  flow_->need(head_height + keep_with_heading / 2);
  draw_head();
  for (const auto& texts : rows) {
    flow_->place(row_of(texts, body), cell_top, cell_top, draw_head);
    flow_->canvas.box(flow_->page, margin_side, flow_->y - hairline, width, hairline, rule);
  }
  flow_->y += 6;
}

void Pages::page_break() {
  if (!flow_->at_top()) flow_->next_page();
}

base::Result<std::string> Pages::pdf() && {
  if (!flow_->canvas.has_chinese())
    return base::fail(base::ErrorCode::NotValid, "this machine has no font with Chinese characters", {},
                      "Install one: apt install fonts-noto-cjk");
  Flow& flow = *flow_;
  flow.header_and_footer();
  std::string out = flow.canvas.pdf(page_size, flow.page + 1, flow.settings.title, flow.settings.made_at);
  if (out.empty()) return base::fail(base::ErrorCode::Internal, "the pages cannot be drawn", {}, "Try again");
  return out;
}

}  // namespace keybook::documents
