package routes.notice.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of an agent: its links, written as in Markdown, stay links; all else is text. */
final class Prose {
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]\\n]{1,200})]\\((https?://[^\\s()<>]{1,1000})\\)");

    private Prose() {}

    static String markup(String prose, Dialect dialect) {
        Matcher links = LINK.matcher(prose);
        StringBuilder text = new StringBuilder();
        int done = 0;
        while (links.find()) {
            String url = SafeUrl.of(links.group(2));
            if (!url.isEmpty()) {
                text.append(dialect.markup(prose.substring(done, links.start())));
                text.append(dialect.link(dialect.markup(links.group(1)), dialect.address(url)));
                done = links.end();
            }
        }
        return text.append(dialect.markup(prose.substring(done))).toString();
    }
}
