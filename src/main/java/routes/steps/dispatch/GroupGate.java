package routes.steps.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.OpenBundle;
import routes.notice.OpenBundles;
import routes.notice.Reminder;
import routes.subscription.Subscription;

/**
 * Stores new notices; those whose subscription groups events wait in an open bundle, and those whose subscription
 * wants reminders begin one.
 *
 * <p>Failure policy: a notice is stored before its bundle knows of it. The caller repeats all until all is done;
 * a notice that is stored already waits where it waited.
 */
public final class GroupGate {
    private final Function<String, Subscription.Pace> paces;
    private final NoticeStore notices;
    private final OpenBundles gatherings;
    private final Reminder.Book reminders;

    /** @param paces the pace of a subscription, by its id */
    public GroupGate(
            Function<String, Subscription.Pace> paces,
            NoticeStore notices,
            OpenBundles gatherings,
            Reminder.Book reminders) {
        this.reminders = reminders;
        this.paces = paces;
        this.notices = notices;
        this.gatherings = gatherings;
    }

    /** @return the same notices in the same order, some of them gathered */
    public List<Notice> add(List<Notice> added, Instant now) {
        Map<String, OpenBundle> touched = new LinkedHashMap<>();
        List<Notice> stored = new ArrayList<>(added.size());
        for (Notice notice : added) {
            Optional<OpenBundle> group = groupOf(notice);
            group.ifPresent(found -> touched.putIfAbsent(found.id(), found));
            stored.add(group.map(notice::gatheredIn).orElse(notice));
        }
        notices.add(stored);
        gatherings.touch(touched.values(), now);
        Reminder.of(stored).forEach(reminder -> Optional.ofNullable(
                        paces.apply(reminder.subscriptionId()).reminding())
                .ifPresent(wish -> reminders.begin(reminder, now.plus(wish.every()))));
        return stored;
    }

    private Optional<OpenBundle> groupOf(Notice notice) {
        if (notice.state() != NoticeState.PENDING
                || notice.target().legacy()
                || notice.handling().until() != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(paces.apply(notice.subscriptionId()).grouping())
                .map(grouping -> OpenBundle.group(notice, grouping));
    }
}
