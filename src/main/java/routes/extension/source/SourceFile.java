package routes.extension.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.alarm.AlarmStatus;
import routes.alarm.mapping.AlarmMapping;
import routes.alarm.mapping.JqProgram;

/**
 * One alarm source as its mapping file describes it.
 *
 * @param name in paths, tokens, metrics and fingerprints
 * @param paths at which it posts, the first one being ours; after the word GET, PUT or PATCH where it does not post
 * @param consumes media types that are taken
 * @param auth any one of them lets a caller in, of those whose secret is set
 * @param challenge by which the sender asks whether the address is meant
 * @param view what of the request the programs see
 * @param statuses those that its alarms can have, as far as its program tells
 * @param status HTTP status of success
 * @param answer makes the body of the answer from {@code {"ids": […], "path": …, "body": …}}; the usual envelope when absent
 * @param version the first digits of the file's hash
 */
public record SourceFile(
        String name,
        String title,
        List<String> paths,
        Set<String> consumes,
        List<SourceAuth> auth,
        Optional<SourceChallenge> challenge,
        RequestView view,
        AlarmMapping mapping,
        Set<AlarmStatus> statuses,
        int status,
        Optional<JqProgram> answer,
        String version) {

    public SourceFile {
        paths = List.copyOf(paths);
        consumes = Set.copyOf(consumes);
        auth = List.copyOf(auth);
        statuses = Set.copyOf(statuses);
    }
}
