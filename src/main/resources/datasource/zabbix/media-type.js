var params = JSON.parse(value);
var url = params.url;
delete params.url;

// No macro of Zabbix 6.0 is a time stamp. Its dates are in the zone of the server, and so is Date here.
function seconds(date, clock) {
    var parts = (date + '.' + clock).split(/[.:]/);
    return new Date(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]).getTime() / 1000;
}
['event', 'recovery'].forEach(function (what) {
    var at = seconds(params[what + '_date'], params[what + '_clock']);
    if (!isNaN(at)) {
        params[what + '_time'] = String(at);
    }
    delete params[what + '_date'];
    delete params[what + '_clock'];
});

var request = new HttpRequest();
request.addHeader('Content-Type: application/json');
var answer = request.post(url, JSON.stringify({ params: params }));
var status = request.getStatus();
if (status < 200 || status > 299) {
    throw 'VeAIOps answered ' + status + ': ' + String(answer).substring(0, 200);
}
return 'OK';
