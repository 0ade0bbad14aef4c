package routes.datasource.zabbix;

import java.util.Optional;
import routes.common.security.Secret;
import routes.datasource.Account;

/** How one account gets into one Zabbix. @param token an API token, in place of a login */
record ZabbixLogin(String url, String user, Optional<Secret> password, Optional<Secret> token) {
    static final String URL = "zabbix_api_url";
    static final String USER = "zabbix_api_user";
    static final String PASSWORD = "zabbix_api_password";
    static final String TOKEN = "zabbix_api_token";

    static ZabbixLogin of(Account account) {
        return new ZabbixLogin(
                endpoint(account.field(URL)),
                account.field(USER),
                account.optionalSecret(PASSWORD),
                account.optionalSecret(TOKEN));
    }

    /** The address of the frontend is enough. */
    private static String endpoint(String url) {
        return url.endsWith(".php") ? url : url.replaceAll("/+$", "") + "/api_jsonrpc.php";
    }
}
