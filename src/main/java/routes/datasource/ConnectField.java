package routes.datasource;

/**
 * One field of a connect.
 *
 * @param name as stored and on the wire, such as {@code zabbix_api_url}
 * @param kind what its text must be
 * @param required whether a connect without it is refused
 * @param meaning one sentence for people
 */
public record ConnectField(String name, Kind kind, boolean required, String meaning) {
    /** What the text of a field must be. */
    public enum Kind {
        TEXT,
        /** {@code http} or {@code https}, to a host that the egress guard lets through. */
        URL,
        /** Write-only and encrypted. */
        SECRET
    }

    public static ConnectField text(String name, String meaning) {
        return new ConnectField(name, Kind.TEXT, true, meaning);
    }

    public static ConnectField url(String name, String meaning) {
        return new ConnectField(name, Kind.URL, true, meaning);
    }

    public static ConnectField secret(String name, String meaning) {
        return new ConnectField(name, Kind.SECRET, true, meaning);
    }

    public ConnectField optional() {
        return new ConnectField(name, kind, false, meaning);
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }
}
