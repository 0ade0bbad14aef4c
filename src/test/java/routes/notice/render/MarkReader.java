package routes.notice.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads marks as most chat platforms do: at each place the first rule whose expression fits takes its text, and what none
 * takes is shown. Rules of a line are asked at its beginning only.
 */
final class MarkReader {
    private record Rule(Pattern pattern, boolean atLine, boolean outsideLinks, BiConsumer<MatchResult, Screen> then) {}

    private final List<Rule> rules = new ArrayList<>();
    private boolean decoding;
    private final Pattern words = Pattern.compile("[\\p{L}\\p{N}]+|.", Pattern.DOTALL);

    /** A mark around text that may have marks itself: the first group that took part. */
    MarkReader mark(String name, String expression) {
        return rule(expression, false, false, (found, screen) -> {
            screen.marks.add(name);
            read(inside(found), screen, false);
        });
    }

    /** A mark around text that is shown as it is. */
    MarkReader raw(String name, String expression) {
        return rule(expression, false, false, (found, screen) -> {
            screen.marks.add(name);
            screen.write(inside(found));
        });
    }

    /** A mark that is not shown itself. */
    MarkReader silent(String name, String expression) {
        return rule(expression, false, false, (found, screen) -> screen.marks.add(name));
    }

    /** At the beginning of a line. */
    MarkReader line(String name, String expression) {
        return rule(expression, true, false, (found, screen) -> screen.marks.add(name));
    }

    /** Shown as the first group, or as nothing is changed about it. */
    MarkReader text(String expression) {
        return rule(expression, false, false, (found, screen) -> screen.write(inside(found)));
    }

    MarkReader entities() {
        decoding = true;
        return rule("&(?:#(\\d{1,7})|(amp|lt|gt|quot));", false, false, (found, screen) -> screen.write(entity(found)));
    }

    MarkReader breaks(String expression) {
        return rule(expression, false, false, (found, screen) -> screen.write("\n"));
    }

    /** A break that the platform shows as a blank. */
    MarkReader soft(String expression) {
        return rule(expression, false, false, (found, screen) -> screen.write(" "));
    }

    /** Words in the first group, the address in the second. */
    MarkReader link(String expression) {
        return rule(expression, false, false, (found, screen) -> {
            Screen inner = new Screen();
            read(found.group(1), inner, true);
            screen.marks.addAll(inner.marks);
            screen.links.add(new Screen.Link(inner.text(), found.group(2)));
            screen.write(inner.text());
        });
    }

    /** An address that needs no words. */
    MarkReader address(String expression) {
        return rule(expression, false, true, (found, screen) -> {
            String url = decoding ? inside(found).replace("&amp;", "&") : inside(found);
            screen.links.add(new Screen.Link(url, url));
            screen.write(url);
        });
    }

    Screen read(String text) {
        Screen screen = new Screen();
        read(text, screen, false);
        return screen;
    }

    private MarkReader rule(
            String expression, boolean atLine, boolean outsideLinks, BiConsumer<MatchResult, Screen> then) {
        rules.add(new Rule(Pattern.compile(expression, Pattern.DOTALL), atLine, outsideLinks, then));
        return this;
    }

    private void read(String text, Screen screen, boolean inLink) {
        int at = 0;
        while (at < text.length()) {
            at = step(text, at, screen, inLink);
        }
    }

    private int step(String text, int at, Screen screen, boolean inLink) {
        boolean lineBegins = at == 0 ? screen.endsLine() : text.charAt(at - 1) == '\n';
        for (Rule rule : rules) {
            Matcher found = at(rule.pattern(), text, at);
            if ((!rule.atLine() || lineBegins)
                    && !(inLink && rule.outsideLinks())
                    && found.lookingAt()
                    && found.end() > at) {
                rule.then().accept(found, screen);
                return found.end();
            }
        }
        Matcher plain = at(words, text, at);
        plain.lookingAt();
        screen.write(plain.group());
        return plain.end();
    }

    private static Matcher at(Pattern pattern, String text, int at) {
        return pattern.matcher(text)
                .region(at, text.length())
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    private static String inside(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return found.group();
    }

    private static String entity(MatchResult found) {
        if (found.group(1) != null) {
            return Character.toString(Integer.parseInt(found.group(1)));
        }
        return switch (found.group(2)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            default -> "\"";
        };
    }
}
