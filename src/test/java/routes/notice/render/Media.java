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

    private static final Set<String> ONE_LAYOUT = Set.of("discord", "mattermost", "telegram", "ntfy");

    private Media() {}

    /** Those with a template for each kind. */
    static Stream<Medium> withKinds() {
        return ALL.stream().filter(medium -> !hasOneLayout(medium));
    }

    /**
     * Those with one template for every kind: the variables of a card are the same whatever it tells, and a mapped channel
     * begins with one text. Their headline tells the kinds apart.
     */
    static Stream<Medium> withOneLayout() {
        return ALL.stream().filter(Media::hasOneLayout);
    }

    private static boolean hasOneLayout(Medium medium) {
        return CARDS.contains(medium.folder()) || ONE_LAYOUT.contains(medium.folder());
    }

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
