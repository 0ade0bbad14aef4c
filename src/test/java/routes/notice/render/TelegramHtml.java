package routes.notice.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telegram's HTML: a message with a tag that it does not know, or one that is left open, is refused whole. */
final class TelegramHtml {
    private static final Set<String> TAGS = Set.of("b", "i", "u", "s", "a", "code", "pre", "blockquote");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)( href=('[^'<>]+'|\"[^\"<>]+\"))?>");
    private static final Pattern ENTITY = Pattern.compile("&(?!(amp|lt|gt|quot|#\\d{1,5});)");

    private TelegramHtml() {}

    static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(text);
        while (tags.find()) {
            String name = tags.group(2);
            if (!TAGS.contains(name) || (name.equals("a") && tags.group(1).isEmpty() && tags.group(3) == null)) {
                problems.add("Telegram knows no tag " + tags.group());
            } else if (tags.group(1).isEmpty()) {
                open.push(name);
            } else if (!name.equals(open.poll())) {
                problems.add("nothing is open that would end with " + tags.group());
            }
        }
        if (!open.isEmpty()) {
            problems.add("left open: " + open);
        }
        if (tags.replaceAll("").matches("(?s).*[<>].*")) {
            problems.add("a bracket that is no tag: " + text);
        }
        if (ENTITY.matcher(text).find()) {
            problems.add("an ampersand that begins nothing: " + text);
        }
        return problems;
    }
}
