# Microsoft's Graph SDK for Python, signed in by MSAL.
LIMIT_S=180

prepare() { python_packages graph-python msgraph-sdk==1.65.0 msal==1.39.0; }

run() {
  printf 'SUITE\tmsgraph-sdk (Python)\t1.65.0\n'
  # requests, which MSAL uses, brings certificates of its own.
  REQUESTS_CA_BUNDLE="$work/ca.pem" "$(python_of graph-python)" test/peers/clients/graph-checks.py
}
