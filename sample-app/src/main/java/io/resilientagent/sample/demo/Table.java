package io.resilientagent.sample.demo;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, each column as wide as its widest cell. */
class Table {

    private final List<List<String>> lines = new ArrayList<>();

    Table(String... heads) {
        line(heads);
    }

    final void line(String... cells) {
        this.lines.add(List.of(cells));
    }

    List<String> render() {
        return this.lines.stream().map(this::render).toList();
    }

    private String render(List<String> line) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < line.size(); column++) {
            String cell = line.get(column);
            text.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
        }
        return text.toString().stripTrailing();
    }

    private int width(int column) {
        return this.lines.stream()
                .mapToInt((line) -> line.get(column).length())
                .max()
                .orElse(0);
    }
}
