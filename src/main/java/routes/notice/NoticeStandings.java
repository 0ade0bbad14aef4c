package routes.notice;

import java.util.Collection;
import java.util.Map;

/** How far notices got. */
@FunctionalInterface
public interface NoticeStandings {
    /** By id; those that do not exist are left out. */
    Map<String, NoticeStanding> of(Collection<String> noticeIds);
}
