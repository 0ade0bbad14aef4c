package routes.tool.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.alarm.AlarmIds;
import routes.alarm.Converted;
import routes.alarm.Intake;
import routes.alarm.mapping.AlarmMapping;
import routes.alarm.mapping.JqProgram;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.extension.source.SourceFile;

/**
 * What a changed mapping makes of the posts that are kept. A post runs through the whole mapping. Of one without a copy in the
 * log, the program {@code alarm} runs on the raw data of each alarm, which are the part that became it, unless the mapping
 * keeps something else there.
 */
final class Remapping {
    private final SourceFile file;
    private final Optional<AlarmMapping> onPart;
    private final Counts counts = new Counts();

    /** What could not be compared, or not as a whole. */
    static final class Counts {
        private long refused;
        private String firstRefusal = "";
        private long parts;
        private long skipped;

        private void refuse(RefusedRequest reason) {
            if (refused++ == 0) {
                firstRefusal = reason.getMessage();
            }
        }

        private List<String> notes(String source) {
            List<String> notes = new ArrayList<>();
            if (refused > 0) {
                notes.add(refused + " alarms of " + source
                        + " cannot be read by the changed mapping and would be refused, the first: " + firstRefusal);
            }
            if (parts > 0) {
                notes.add(parts + " alarms of " + source + " have no copy of their post in the log"
                        + " (veaiops.alarms.keep-post-bytes): \"alarm\" ran again on the part that became the alarm,"
                        + " \"each\" did not");
            }
            if (skipped > 0) {
                notes.add(skipped + " alarms of " + source
                        + " have no copy of their post in the log, and the mapping keeps"
                        + " something else than its item (raw): they are as they were");
            }
            return notes;
        }
    }

    /** @param keepsItem whether the raw data of its alarms are the items */
    Remapping(SourceFile file, boolean keepsItem) {
        this.file = file;
        this.onPart = keepsItem ? Optional.of(part(file.mapping())) : Optional.empty();
    }

    private static AlarmMapping part(AlarmMapping whole) {
        return new AlarmMapping(
                Optional.empty(), JqProgram.compile("."), whole.alarm(), whole.expiresAfter(), whole.levels());
    }

    List<ComparedAlarm> apply(KeptAlarm kept) {
        if (kept.body() != null) {
            return made(kept, file.mapping(), file.view().ofSeen(kept.body()));
        }
        if (kept.raw()) {
            return made(
                    kept,
                    file.mapping(),
                    file.view().ofSeen(Json.bytes(kept.alarm().raw())));
        }
        if (kept.ofCopy()) {
            return List.of();
        }
        if (onPart.isEmpty()) {
            counts.skipped++;
            return List.of(ComparedAlarm.of(kept));
        }
        counts.parts++;
        return made(kept, onPart.get(), Json.bytes(kept.alarm().raw()));
    }

    /** What it makes of a post; an item that it ignores or cannot read is no alarm. */
    private List<ComparedAlarm> made(KeptAlarm kept, AlarmMapping mapping, byte[] post) {
        List<ComparedAlarm> made = new ArrayList<>();
        try {
            List<Converted.Item> items = mapping.items(intake(kept, post)).items();
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Converted.Item.Taken taken) {
                    made.add(new ComparedAlarm(kept.item(Integer.toString(i)), kept.position(), taken.alarm()));
                } else if (items.get(i) instanceof Converted.Item.Refused refused) {
                    counts.refuse(refused.reason());
                }
            }
        } catch (RefusedRequest e) {
            counts.refuse(e);
        }
        return made;
    }

    private Intake intake(KeptAlarm kept, byte[] post) {
        return new Intake(
                file.name(),
                "application/json",
                post,
                Map.of(),
                kept.alarm().retryId(),
                kept.alarm().receivedAt(),
                () -> AlarmIds.fresh(kept.alarm().receivedAt()));
    }

    /** What the comparison cannot show. */
    List<String> notes() {
        return counts.notes(file.name());
    }
}
