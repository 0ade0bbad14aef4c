package routes.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a query, read one after the other. */
final class FakePromQlWords {
    private static final Pattern WORD = Pattern.compile(
            "\\s*(?:#[^\\n]*|(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'"
                    + "|\\[[^\\]]*\\]|[A-Za-z_:][A-Za-z0-9_:]*|[0-9.]+(?:e[+-]?[0-9]+)?|=~|!~|!=|>=|<=|[-+*/(){},=<>]))");

    private final List<String> words = new ArrayList<>();
    private int at;

    FakePromQlWords(String query) {
        Matcher matcher = WORD.matcher(query);
        int end = 0;
        while (end < query.length() && matcher.find(end) && matcher.start() == end) {
            if (matcher.group(1) != null) {
                words.add(matcher.group(1));
            }
            end = matcher.end();
        }
        if (!query.substring(end).isBlank() || words.isEmpty()) {
            throw unexpected(query.substring(end));
        }
    }

    String take() {
        if (at >= words.size()) {
            throw unexpected("end of input");
        }
        return words.get(at++);
    }

    boolean takeIf(String word) {
        boolean is = isNext(word);
        at += is ? 1 : 0;
        return is;
    }

    boolean isNext(String... some) {
        return at < words.size() && List.of(some).contains(words.get(at));
    }

    boolean isNumber() {
        return at < words.size() && Character.isDigit(words.get(at).charAt(0));
    }

    void require(String word) {
        skipRange();
        if (!takeIf(word)) {
            throw unexpected(at < words.size() ? words.get(at) : "end of input");
        }
    }

    void requireEnd() {
        if (at < words.size()) {
            throw unexpected(words.get(at));
        }
    }

    /** Such as {@code [5m]} or {@code [7d:1h]}. */
    void skipRange() {
        if (at < words.size() && words.get(at).startsWith("[")) {
            at++;
        }
    }

    /** A name, or the content of a string. */
    String text() {
        String word = take();
        return word.startsWith("\"") || word.startsWith("'")
                ? word.substring(1, word.length() - 1)
                        .replace("\\n", "\n")
                        .replace("\\\"", "\"")
                        .replace("\\\\", "\\")
                : word;
    }

    private static IllegalArgumentException unexpected(String what) {
        return new IllegalArgumentException("invalid parameter \"query\": 1:1: parse error: unexpected " + what);
    }
}
