package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.notice.Bundle;
import routes.notice.BundleNotices;
import routes.notice.DeliveryStatuses;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.notice.NoticeQueued;
import routes.notice.OpenBundle;
import routes.notice.OpenBundles;
import routes.steps.watch.PipelineMetrics;

/**
 * Makes the messages of bundles that are due, and copies the result of a message to the notices that it carried.
 *
 * <p>Failure policy: the message is stored first, under an id that every copy derives alike; what it carries is what the
 * stored one says. Then its notices leave the bundle, then the bundle goes on to its next message. Cut off anywhere,
 * the next sweep, here or in another copy, does the same again and changes only what is missing.
 */
public final class BundleSweep {
    private final OpenBundles bundles;
    private final BundleNotices carriers;
    private final DeliveryStatuses book;
    private final PipelineMetrics metrics;
    private final Settings settings;
    private final Clock clock;
    private Instant searched = Instant.EPOCH;

    /**
     * @param batch bundles and ended messages of one round
     * @param most notices that one message carries
     * @param search how often bundles are searched that were lost with their process
     * @param digestInterval the least time between two digests for a target
     */
    public record Settings(int batch, int most, Duration search, Duration digestInterval) {}

    public BundleSweep(
            OpenBundles bundles,
            BundleNotices carriers,
            DeliveryStatuses book,
            PipelineMetrics metrics,
            Settings settings,
            Clock clock) {
        this.bundles = bundles;
        this.carriers = carriers;
        this.book = book;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Leaves the records of new messages for {@code veaiops.notices} in the body. */
    public void sweep(Exchange exchange) {
        Instant now = clock.instant();
        findLost(now);
        List<Message> records = new ArrayList<>();
        for (OpenBundle.Open open : bundles.due(now, settings.batch())) {
            List<Notice> waiting = bundles.gathered(open.what().id(), settings.most());
            if (waiting.isEmpty()) {
                bundles.forget(open);
            } else {
                Notice carrier = message(open, waiting, now);
                records.add(NoticeRequeue.record(exchange.getContext(), carrier.orderKey(), NoticeQueued.of(carrier)));
            }
        }
        exchange.getMessage().setBody(records);
    }

    private Notice message(OpenBundle.Open open, List<Notice> waiting, Instant now) {
        OpenBundle what = open.what();
        Notice carrier = carriers.put(Notice.carrying(open.messageId(), what.kind(), what.shared(), waiting, now));
        if (!carrier.state().terminal()) {
            carriers.carry(carrier, now);
        }
        boolean full = waiting.size() == settings.most();
        bundles.advance(open, full ? now : now.plus(what.interval()));
        metrics.bundled(carrier);
        return carrier;
    }

    /** Copies the results of messages to the notices that they carried, and to their events. */
    public void settle() {
        Instant now = clock.instant();
        for (BundleNotices.Ended ended : carriers.ended(settings.batch())) {
            int changed = carriers.settle(ended, now);
            book.rollUp(ended.carrier().bundle().stream()
                    .flatMap(bundle -> bundle.items().stream())
                    .map(Bundle.Item::eventId)
                    .collect(Collectors.toSet()));
            carriers.settled(ended);
            metrics.settled(ended, changed);
        }
    }

    private void findLost(Instant now) {
        if (searched.plus(settings.search()).isAfter(now)) {
            return;
        }
        searched = now;
        List<OpenBundle> lost =
                bundles.lost(settings.batch()).stream().map(this::digest).toList();
        bundles.touch(lost, now);
    }

    /** Only a digest can be lost: the dispatch repeats a group until it is stored. */
    private OpenBundle digest(String id) {
        return new OpenBundle(id, NoticeKind.DIGEST, Map.of(), Duration.ZERO, settings.digestInterval());
    }
}
