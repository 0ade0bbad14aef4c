package routes.fakes;

/** An error as the Zabbix API answers it, at HTTP status 200. */
final class ZabbixError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int code;
    final String said;

    ZabbixError(int code, String said, String data) {
        super(data);
        this.code = code;
        this.said = said;
    }

    static ZabbixError params(String data) {
        return new ZabbixError(-32602, "Invalid params.", data);
    }

    static ZabbixError application(String data) {
        return new ZabbixError(-32500, "Application error.", data);
    }
}
