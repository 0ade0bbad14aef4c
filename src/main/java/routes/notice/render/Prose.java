package routes.notice.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of an agent: its links, written as in Markdown, stay links; all else is text, and pictures are links too. */
final class Prose {
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]\\n]{1,200})]\\((https?://[^\\s()<>]{1,1000})\\)");

    private Prose() {}

    static String markup(String prose, Dialect dialect, char before) {
        Matcher links = LINK.matcher(prose);
        StringBuilder text = new StringBuilder();
        int done = 0;
        while (links.find()) {
            String url = SafeUrl.of(links.group(2));
            if (!url.isEmpty()) {
                text.append(dialect.markup(prose.substring(done, links.start()), before(prose, done, before)));
                text.append(links.start() > 0 && prose.charAt(links.start() - 1) == '!' ? " " : "")
                        .append(dialect.link(dialect.markup(links.group(1)), dialect.address(url)));
                done = links.end();
            }
        }
        return text.append(dialect.markup(prose.substring(done), before(prose, done, before)))
                .toString();
    }

    private static char before(String prose, int at, char first) {
        return at == 0 ? first : prose.charAt(at - 1);
    }
}
