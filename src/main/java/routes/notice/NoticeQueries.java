package routes.notice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.event.PublishedEvent;

/** What people ask of stored notices. */
public interface NoticeQueries {
    /** Those of the ids that exist, oldest first. */
    List<NoticeView> byIds(Collection<String> ids);

    /** What the event of the notices said at each of its changes that they are about, by revision. */
    Map<Long, PublishedEvent> contents(Collection<String> ids);

    /** The events that a digest or a group carries; empty for any other notice, and for one that is not stored. */
    Optional<Bundle> bundle(String id);

    /** A part of those that the filter takes, newest first. */
    Found find(NoticeFilter filter, int skip, int limit);

    /** @param total how many the filter takes in all */
    record Found(List<NoticeView> notices, long total) {
        public Found {
            notices = List.copyOf(notices);
        }
    }
}
