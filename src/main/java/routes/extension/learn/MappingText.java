package routes.extension.learn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import routes.extension.source.BodyKind;

/** Writes what was guessed as a mapping file. */
final class MappingText {
    private static final String INDENT = "\n    ";

    private MappingText() {}

    static String of(String source, LearnedPosts posts, Guesses guesses) {
        StringBuilder yaml = new StringBuilder("# Proposed from "
                + count(posts.views().size(), "post") + " with "
                + count(guesses.items().items().size(), "alarm")
                + ". Read it before you trust it: docs/development-sources.md.\n");
        guesses.doubts()
                .forEach(doubt ->
                        yaml.append("# Look at ").append(comment(doubt)).append(".\n"));
        Map<Leaf, String> unsafe = guesses.unsafe();
        if (!unsafe.isEmpty()) {
            yaml.append("# Unsafe for fingerprints:\n");
            unsafe.forEach((leaf, why) -> yaml.append("#   ")
                    .append(comment(leaf.jq()))
                    .append("  ")
                    .append(why)
                    .append("\n"));
        }
        return yaml.append(program(source, posts, guesses.items(), fields(source, posts, guesses)))
                .toString();
    }

    /** The mapping that takes anything, for posts that no guess fits. */
    static String plain(String source, LearnedPosts posts) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("fingerprint", FingerprintGuess.choose());
        fields.put("status", "\"firing\"");
        fields.put("level", "\"P1\"");
        fields.put("title", Leaf.quoted("Alarm of " + source));
        return "# Nothing could be guessed from " + count(posts.views().size(), "post")
                + ": every field is yours to write.\n" + program(source, posts, new Items("", List.of(), ""), fields);
    }

    private static String program(String source, LearnedPosts posts, Items items, Map<String, String> fields) {
        String alarm = "{" + INDENT
                + fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("," + INDENT))
                + "\n  }";
        return "source: " + source + "\n"
                + "auth:\n  - token: usual\n"
                + posts.keys()
                + (items.each().isEmpty() ? "" : "each: '" + items.each().replace("'", "''") + "'\n")
                + "alarm: |\n  "
                + (items.test().isEmpty()
                        ? alarm
                        : "if " + items.test() + " == null then {ignore: \"a test of the sender\"} else " + alarm
                                + " end")
                + "\n";
    }

    private static Map<String, String> fields(String source, LearnedPosts posts, Guesses guesses) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("fingerprint", guesses.fingerprint().jq());
        fields.put(
                "status",
                guesses.role(Role.STATUS)
                        .map(leaf -> StatusGuess.jq(leaf, guesses.items()))
                        .orElse(text(posts) ? "(" + posts.body() + " | status_of(\"firing\"))" : "\"firing\""));
        fields.put("level", guesses.role(Role.LEVEL).map(Leaf::jq).orElse("\"P1\""));
        String nameless = Leaf.quoted("Alarm of " + source);
        fields.put(
                "title",
                guesses.role(Role.TITLE)
                        .map(leaf -> "said(" + leaf.jq() + "; " + nameless + ")")
                        .orElse(
                                text(posts)
                                        ? "said(" + posts.body() + " | split(\"\\n\")[0] // \"\" | trim; " + nameless
                                                + ")"
                                        : nameless));
        guesses.role(Role.SUMMARY).ifPresent(leaf -> fields.put("summary", leaf.jq()));
        if (text(posts)) {
            fields.putIfAbsent("summary", posts.body());
        }
        String labels = labels(guesses);
        if (!labels.isEmpty()) {
            fields.put("labels", labels);
        }
        guesses.role(Role.TIME).ifPresent(leaf -> fields.put("sent_at", time(leaf)));
        return fields;
    }

    private static boolean text(LearnedPosts posts) {
        return posts.kind() == BodyKind.TEXT;
    }

    /** Digits in a text are a time only as a number. */
    private static String time(Leaf leaf) {
        return leaf.each("\\d+") && leaf.allTexts() ? "(" + leaf.jq() + " | tonumber? // null)" : leaf.jq();
    }

    private static String labels(Guesses guesses) {
        String own = guesses.labels().entrySet().stream()
                .map(label ->
                        Leaf.quoted(label.getKey()) + ": " + label.getValue().jq())
                .collect(Collectors.joining("," + INDENT + "  "));
        String braces = own.isEmpty() ? "" : "{" + INDENT + "  " + own + INDENT + "}";
        return guesses.sentLabels()
                .map(sent -> braces.isEmpty() ? "(" + sent + " // {})" : "((" + sent + " // {}) + " + braces + ")")
                .orElse(braces);
    }

    private static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
