package routes.channel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import routes.notice.Notice;
import routes.notice.render.Look;
import routes.subscription.Subscription;

/**
 * How a notice is to look: as its subscription says, then as people chose for its agent type and channel, then as usual. What
 * the subscription says is read when the message is written and not when the event was dispatched, so that a mended
 * subscription counts for what waits, is tried again or is replayed.
 */
public final class NoticeStyles implements Function<Notice, Look> {
    private final Look usual;
    private final Function<String, Subscription.Wording> wordings;
    private final Function<Notice, String> templates;

    /**
     * @param wordings by the id of a subscription, the usual one for one that is gone
     * @param templates what was chosen for agent type and channel; empty for none
     */
    public NoticeStyles(
            Look usual, Function<String, Subscription.Wording> wordings, Function<Notice, String> templates) {
        this.usual = usual;
        this.wordings = wordings;
        this.templates = templates;
    }

    @Override
    public Look apply(Notice notice) {
        Subscription.Wording wording =
                notice.subscribed() ? wordings.apply(notice.subscriptionId()) : Subscription.Wording.USUAL;
        List<String> names = Stream.of(wording.template(), templates.apply(notice))
                .filter(name -> !name.isEmpty())
                .toList();
        return new Look(
                Optional.ofNullable(wording.language()).orElse(usual.language()),
                Optional.ofNullable(wording.zone()).orElse(usual.zone()),
                names,
                wording.mentions());
    }
}
