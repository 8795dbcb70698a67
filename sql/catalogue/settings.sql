-- Names and sentences of this installation. What stands already is never overwritten.
insert into data.setting (name, value, note) values
	('office', '市直机关工委', '主办单位的简称，表单、海报和卡片上用'),
	('full_name', '中共市委市直属机关工作委员会', '工委的全称，最上一级单位用'),
	('site', '', '海报、卡片和通知上印的网址，以http://或https://开头，末尾没有/'),
	('hotline', '12345', '群众遇到急事打的电话，新建测评时先填上'),
	('admin', '机关工委办公室', '登录页上写的管理员'),
	('admin_phone', '电话见通讯录', '管理员的电话'),
	('secrecy', '本系统不涉密，严禁录入、上传国家秘密。', '登录页、上传和文字框旁的保密提示'),
	('clamd_socket', '', '查毒程序（ClamAV）的套接字，例如/run/clamav/clamd.ctl：上传的材料查过才收。没有查毒程序就空着'),
	('evidence_zip', '', '写“可以”才收zip压缩包；空着就不收'),
	('ldap_url', '', '目录服务的地址，例如ldaps://ldap.example.cn；ldap://的自动改用加密连接。不用目录登录就空着'),
	('ldap_ca', '', '验证目录服务证书的文件，例如/etc/ssl/certs/ca-certificates.crt'),
	('ldap_dn', '', '按账号拼出目录条目，例如uid={login},ou=people,dc=example,dc=cn；空着就用下面两项去找'),
	('ldap_base', '', '在目录的哪一处找条目，例如ou=people,dc=example,dc=cn'),
	('ldap_filter', '', '怎么找，例如(&(objectClass=person)(uid={login}))'),
	('ldap_bind', '', '找条目用的目录账号；密码写在密钥文件account/ldap里。可以匿名找就空着'),
	('oidc_issuer', '', '统一登录（OpenID Connect）的issuer，例如https://sso.example.cn。不用就空着'),
	('oidc_client', '', '在统一登录那里登记的client_id；密钥写在密钥文件account/oidc里，回调地址是本网址加/api/account/oidc/back'),
	('oidc_name', '', '登录页上怎么称呼它，例如市统一身份认证'),
	('oidc_ca', '', '验证它的证书的文件；空着就用系统自带的'),
	('oidc_site', '', '工作台的网址；和site一样就空着'),
	('oidc_match', '', 'login：第一次用统一登录时，按preferred_username找同名账号。只有那边的用户名由单位统一发放、本人改不了时才能用，否则别人可以冒名登录；管理员和设了动态口令的账号不这样对应。空着：由系统管理员一个一个对应')
on conflict (name) do nothing;
