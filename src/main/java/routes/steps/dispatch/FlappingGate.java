package routes.steps.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.event.Flapping;
import routes.event.MergePolicy;
import routes.notice.FlappingWatch;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.notice.NoticeState;

/**
 * Says once to each target that a problem flaps, and suppresses what follows; that it got critical is sent all the same.
 * Replies in chats, and webhooks of VeAIOps' format, which has no word for it, get everything.
 *
 * <p>Failure policy: the watch names the notice that says it and is stored first. Cut off in between, a repeated dispatch
 * makes the same notice say it again, and no other.
 */
public final class FlappingGate {
    private final FlappingWatch.Book watches;
    private final Function<String, MergePolicy> policies;

    /** @param policies the merge policy of a source, by its name */
    public FlappingGate(FlappingWatch.Book watches, Function<String, MergePolicy> policies) {
        this.watches = watches;
        this.policies = policies;
    }

    /** The same notices in the same order, some of them suppressed, some of another kind. */
    public List<Notice> pass(List<Notice> batch, Instant now) {
        Set<String> ids = batch.stream()
                .flatMap(notice -> watch(notice).stream())
                .map(FlappingWatch::id)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return batch;
        }
        Map<String, FlappingWatch> known = new LinkedHashMap<>(watches.of(ids));
        Map<String, FlappingWatch> begun = new LinkedHashMap<>();
        Duration window = Duration.ZERO;
        List<Notice> passed = new ArrayList<>(batch.size());
        for (Notice notice : batch) {
            FlappingWatch watch = watch(notice).orElse(null);
            if (watch != null && known.putIfAbsent(watch.id(), watch) == null) {
                begun.put(watch.id(), watch);
                window = policies.apply(notice.event().source()).flapping().window();
            }
            passed.add(decided(notice, watch == null ? null : known.get(watch.id())));
        }
        watches.begin(begun.values(), now.plus(window));
        return passed;
    }

    private static Notice decided(Notice notice, @Nullable FlappingWatch watch) {
        if (watch == null) {
            return notice;
        }
        return watch.noticeId().equals(notice.id())
                ? notice.as(NoticeKind.FLAPPING)
                : notice.suppressed(Notice.FLAPPING, null);
    }

    private static Optional<FlappingWatch> watch(Notice notice) {
        Flapping flapping = notice.event().flapping();
        return flapping == null
                        || flapping.worse()
                        || notice.state() != NoticeState.PENDING
                        || !notice.subscribed()
                        || notice.target().legacy()
                ? Optional.empty()
                : Optional.of(FlappingWatch.of(notice, flapping));
    }
}
