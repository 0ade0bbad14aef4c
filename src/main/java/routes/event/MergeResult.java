package routes.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run of alarms did.
 *
 * @param alarms the alarms that were merged now, with their events; not those that had been merged before
 * @param changed the events to write, in the order in which they came to be
 * @param publications what goes to the public feed, in order
 * @param retried how many deliveries repeated an earlier one and changed nothing
 */
public record MergeResult(
        List<MergedAlarm> alarms, List<EventChange> changed, List<Publication> publications, int retried) {

    /** Joins the results of several fingerprints. */
    public static MergeResult join(List<MergeResult> parts) {
        MergeResult all = new MergeResult(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
        int retried = 0;
        for (MergeResult part : parts) {
            all.alarms.addAll(part.alarms);
            all.changed.addAll(part.changed);
            all.publications.addAll(part.publications);
            retried += part.retried;
        }
        return new MergeResult(all.alarms, all.changed, all.publications, retried);
    }
}
