{{- define "veaiops.name" -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{- end }}
{{- define "veaiops.selector" -}}
app.kubernetes.io/name: veaiops
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "veaiops.labels" -}}
{{ include "veaiops.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
