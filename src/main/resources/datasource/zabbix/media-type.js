var params = JSON.parse(value);
var url = params.url;
delete params.url;

var request = new HttpRequest();
request.addHeader('Content-Type: application/json');
var answer = request.post(url, JSON.stringify({ params: params }));
var status = request.getStatus();
if (status < 200 || status > 299) {
    throw 'VeAIOps answered ' + status + ': ' + String(answer).substring(0, 200);
}
return 'OK';
