package routes.notice.render;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routes.wiring.RenderWiring;

/** The media of every channel that comes with the application. */
final class Media {
    static final List<Medium> ALL = RenderWiring.media();
    static final Medium WEBHOOK = of("webhook");

    /** Cards with buttons tell of one event: several go as Markdown. */
    private static final Set<String> CARDS = Set.of("dingtalk-card", "wecom-card");

    /** How DingTalk opens an address in the browser. */
    private static final Pattern OPENED =
            Pattern.compile("dingtalk://dingtalkclient/page/link\\?pc_slide=false&url=([^)\"]*)");

    /** Pushes to phones have one link: it leads to the list of the events. */
    static final Set<String> ONE_LINK = Set.of("ntfy", "bark", "twilio");

    private Media() {}

    static Stream<Medium> carryingSeveral() {
        return ALL.stream().filter(medium -> !CARDS.contains(medium.folder()));
    }

    /** A text as people see it: without what keeps the platform from reading marks, links as they lead. */
    static String seen(String text) {
        return OPENED.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8)))
                .replaceAll("\\\\+(?=[^\\w\\s])", "");
    }

    static Medium of(String folder) {
        return ALL.stream()
                .filter(medium -> medium.folder().equals(folder))
                .findFirst()
                .orElseThrow();
    }
}
