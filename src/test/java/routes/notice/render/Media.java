package routes.notice.render;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import routes.wiring.RenderWiring;

/** The media of every channel that comes with the application. */
final class Media {
    static final List<Medium> ALL = RenderWiring.media();
    static final Medium WEBHOOK = of("webhook");

    /** Cards with buttons tell of one event: several go as Markdown. */
    private static final Set<String> CARDS = Set.of("dingtalk-card", "wecom-card");

    private Media() {}

    static Stream<Medium> carryingSeveral() {
        return ALL.stream().filter(medium -> !CARDS.contains(medium.folder()));
    }

    /** A text as people see it: without what keeps the platform from reading marks. */
    static String seen(String text) {
        return text.replaceAll("\\\\+(?=[^\\w\\s])", "").replace("\u200b", "");
    }

    static Medium of(String folder) {
        return ALL.stream()
                .filter(medium -> medium.folder().equals(folder))
                .findFirst()
                .orElseThrow();
    }
}
