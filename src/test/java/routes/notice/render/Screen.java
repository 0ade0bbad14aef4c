package routes.notice.render;

import java.util.ArrayList;
import java.util.List;

/** What people see of a marked up text: its words, where its links lead, and which marks shaped it. */
final class Screen {
    private final StringBuilder text = new StringBuilder();
    final List<Link> links = new ArrayList<>();
    /** Names of marks, such as {@code bold} or {@code mention}, in their order. */
    final List<String> marks = new ArrayList<>();

    /** Something to press. */
    record Link(String words, String address) {}

    void write(String piece) {
        text.append(piece);
    }

    String text() {
        return text.toString();
    }

    /** The lines that say something, blanks of any width taken for one. */
    List<String> lines() {
        return lines(text());
    }

    static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("[\\s\u00A0]+", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    boolean endsLine() {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }
}
