package routes.event;

import java.util.ArrayList;
import java.util.List;
import routes.alarm.Alarm;

/**
 * What a run of alarms did.
 *
 * @param alarms the alarms that were merged now, with their events; not those that had been merged before
 * @param changed the events to write, in the order in which they came to be
 * @param publications what goes to the public feed, in order
 * @param retried how many deliveries repeated an earlier one and changed nothing
 * @param handedOver recoveries that are to be merged again, into other events: they go back to the log
 */
public record MergeResult(
        List<MergedAlarm> alarms,
        List<EventChange> changed,
        List<Publication> publications,
        int retried,
        List<Alarm> handedOver) {

    /** One that hands nothing over. */
    public MergeResult(
            List<MergedAlarm> alarms, List<EventChange> changed, List<Publication> publications, int retried) {
        this(alarms, changed, publications, retried, List.of());
    }

    /** What becomes of recoveries that are merged elsewhere. */
    static MergeResult handingOver(List<Alarm> recoveries) {
        return new MergeResult(List.of(), List.of(), List.of(), 0, recoveries);
    }

    /** Joins the results of several fingerprints. */
    public static MergeResult join(List<MergeResult> parts) {
        MergeResult all =
                new MergeResult(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0, new ArrayList<>());
        int retried = 0;
        for (MergeResult part : parts) {
            all.alarms.addAll(part.alarms);
            all.changed.addAll(part.changed);
            all.publications.addAll(part.publications);
            all.handedOver.addAll(part.handedOver);
            retried += part.retried;
        }
        return new MergeResult(all.alarms, all.changed, all.publications, retried, all.handedOver);
    }
}
