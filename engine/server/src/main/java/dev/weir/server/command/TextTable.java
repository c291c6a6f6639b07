package dev.weir.server.command;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: numbers to the right, long cells cut. */
final class TextTable {
    private static final int WIDEST = 80;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> header) {
        rows.add(List.copyOf(header));
    }

    void row(List<String> cells) {
        rows.add(cells.stream().map(TextTable::cut).toList());
    }

    List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        java.util.Arrays.fill(numbers, true);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                String cell = rows.get(row).get(column);
                widths[column] = Math.max(widths[column], cell.codePointCount(0, cell.length()));
                numbers[column] &=
                        row == 0 || cell.isEmpty() || cell.matches("-?[0-9][0-9,.]*( s)?");
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                String gap = " ".repeat(widths[column] - cell.codePointCount(0, cell.length()));
                line.append(column == 0 ? "" : "  ")
                        .append(numbers[column] ? gap + cell : cell + gap);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String cut(String cell) {
        String flat = cell.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        return flat.codePointCount(0, flat.length()) <= WIDEST
                ? flat
                : flat.substring(0, flat.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }
}
