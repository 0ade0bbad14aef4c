package routes.steps.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.notice.Hold;
import routes.notice.Notice;
import routes.notice.NoticeStanding;
import routes.notice.NoticeStandings;
import routes.notice.SilenceRule;

/** Suppresses the notices that a silence, an inhibition, a heartbeat watch or a closed window holds. Replies in chats are not held back. */
public final class SilenceGate {
    /** How many earlier changes of an event are looked at for its next one; more than an event has. */
    private static final int LOOK_BACK = 50;

    private final Holds holds;
    private final NoticeStandings standings;

    public SilenceGate(Holds holds, NoticeStandings standings) {
        this.holds = holds;
        this.standings = standings;
    }

    /** The same notices in the same order, some of them suppressed. */
    public List<Notice> pass(List<Notice> batch, Instant now) {
        Map<String, Hold> held = held(batch, now);
        Map<String, NoticeStanding> known = stored(batch, held);
        Map<String, Notice> decided = new HashMap<>();
        List<Notice> passed = new ArrayList<>(batch.size());
        for (Notice notice : batch) {
            Notice one = decided.computeIfAbsent(notice.id(), first -> decided(notice, held, known));
            known.putIfAbsent(one.id(), NoticeStanding.of(one));
            passed.add(one);
        }
        return passed;
    }

    private static Notice decided(Notice notice, Map<String, Hold> held, Map<String, NoticeStanding> known) {
        if (!notice.subscribed()) {
            return notice;
        }
        Optional<Hold> hold = Optional.ofNullable(held.get(notice.id()));
        List<NoticeStanding> earlier = dependsOnEarlier(notice, held.get(notice.id()))
                ? earlier(notice).stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
        if (notice.event().over()) {
            return SilenceRule.reasonForRecovery(hold, earlier)
                    .map(reason -> notice.suppressed(reason, null))
                    .orElse(notice);
        }
        return SilenceRule.holdOfFiring(hold, earlier)
                .map(found -> notice.suppressed(found.reason(), found.holder()))
                .orElse(notice);
    }

    private Map<String, Hold> held(List<Notice> batch, Instant now) {
        Map<String, Hold> held = new HashMap<>();
        batch.stream().filter(Notice::subscribed).forEach(notice -> holds.on(
                        notice.event(), notice.subscriptionId(), now)
                .ifPresent(hold -> held.put(notice.id(), hold)));
        return held;
    }

    /** How far earlier notices got, of those that depend on it; what this batch decides is added while it is decided. */
    private Map<String, NoticeStanding> stored(List<Notice> batch, Map<String, Hold> held) {
        Set<String> wanted = new LinkedHashSet<>();
        batch.stream()
                .filter(notice -> dependsOnEarlier(notice, held.get(notice.id())))
                .forEach(notice -> wanted.addAll(earlier(notice)));
        return wanted.isEmpty() ? new HashMap<>() : new HashMap<>(standings.of(wanted));
    }

    private static boolean dependsOnEarlier(Notice notice, @Nullable Hold hold) {
        return notice.subscribed() && (notice.event().over() || hold != null && hold.isWindow());
    }

    private static List<String> earlier(Notice notice) {
        long last = notice.event().revision() - 1;
        return notice.siblings(Math.max(1, last - LOOK_BACK + 1), last);
    }
}
