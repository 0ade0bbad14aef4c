package routes.api.datasource;

/** Where platforms post their alarms. */
@FunctionalInterface
public interface AlarmUrls {
    /** The whole URL, with a token when the source has one. */
    String of(String type);
}
